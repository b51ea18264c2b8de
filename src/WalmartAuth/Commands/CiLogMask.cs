namespace WalmartAuth.Commands;

/// <summary>
/// Registers a secret with the masking of the CI system that runs this process. The command goes straight to standard
/// output, where the runner reads it, not through PowerShell, so no transcript or variable captures it.
/// </summary>
internal sealed class CiLogMask
{
    public static readonly CiLogMask Instance = new(Environment.GetEnvironmentVariable, () => new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

    // The host of a job, of remoting and of Enter-PSHostProcess: its standard output belongs to PowerShell's own protocol.
    private const string RemotingHost = "ServerRemoteHost";

    // CI systems that mask only values that were registered before the job started.
    private static readonly (string Variable, string Name)[] Unmaskable =
        [("GITLAB_CI", "GitLab CI"), ("JENKINS_URL", "Jenkins"), ("TEAMCITY_VERSION", "TeamCity"), ("BITBUCKET_BUILD_NUMBER", "Bitbucket Pipelines"), ("CIRCLECI", "CircleCI")];

    private readonly Func<string, string?> variable;
    private readonly Func<TextWriter> output;
    private int warned;

    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="output">Opens the standard output of the process.</param>
    internal CiLogMask(Func<string, string?> variable, Func<TextWriter> output)
    {
        this.variable = variable;
        this.output = output;
    }

    /// <summary>Registers the secret. False if the secret must not be returned, because this runner would show it unmasked.</summary>
    /// <param name="secret">What to mask.</param>
    /// <param name="hostName">The name of the PowerShell host.</param>
    /// <param name="warn">Writes a warning about what could not be done.</param>
    public bool Register(string secret, string hostName, Action<string> warn)
    {
        var command = variable("GITHUB_ACTIONS") == "true" ? "::add-mask::" + EscapeForGitHub(secret)
            : string.Equals(variable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) ? "##vso[task.setsecret]" + EscapeForAzure(secret)
            : null;
        if (command is null)
        {
            WarnWhereNothingCanBeMasked(warn);
            return true;
        }

        if (hostName == RemotingHost)
        {
            warn(CommandMessages.TokenCannotBeMaskedHere);
            return false;
        }

        using var writer = output();

        // In one write and on a separate line, whatever the script wrote before. Anywhere else, the runner shows the whole command, including the token.
        writer.Write("\n" + command + "\n");
        return true;
    }

    private void WarnWhereNothingCanBeMasked(Action<string> warn)
    {
        var system = Unmaskable.FirstOrDefault(u => !string.IsNullOrEmpty(variable(u.Variable))).Name;
        if (system is not null && Interlocked.Exchange(ref warned, 1) == 0)
        {
            warn(CommandMessages.SystemCannotMask(system));
        }
    }

    // The runners decode these.
    private static string EscapeForGitHub(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string EscapeForAzure(string text) => text.Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A");
}
