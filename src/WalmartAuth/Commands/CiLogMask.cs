namespace WalmartAuth.Commands;

/// <summary>
/// Registers a secret with the masking of the CI system that this runs in. It goes straight to the process's standard
/// output, where the runner reads it, and not through PowerShell, so that no transcript and no variable gets it.
/// </summary>
internal static class CiLogMask
{
    public static void Register(string secret) =>
        Register(secret, Environment.GetEnvironmentVariable, () => new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

    /// <param name="secret">What to mask.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="output">Opens the process's standard output.</param>
    internal static void Register(string secret, Func<string, string?> variable, Func<TextWriter> output)
    {
        var command = variable("GITHUB_ACTIONS") == "true" ? "::add-mask::" + Escape(secret)
            : string.Equals(variable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) ? "##vso[task.setsecret]" + secret
            : null;
        if (command is not null)
        {
            using var writer = output();
            writer.Write(command + "\n");
        }
    }

    // The escapes of GitHub's workflow commands.
    private static string Escape(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
}
