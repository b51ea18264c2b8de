namespace WalmartAuth.Commands;

/// <summary>
/// Registers a secret with the masking of the CI system that runs this process. The command goes straight to standard
/// output, where the runner reads it, and not through PowerShell, so that no transcript and no variable gets it.
/// </summary>
internal sealed class CiLogMask
{
    public static readonly CiLogMask Instance = new(Environment.GetEnvironmentVariable, () => new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

    // The host of a job, of remoting and of Enter-PSHostProcess: its standard output belongs to PowerShell's own protocol.
    private const string RemotingHost = "ServerRemoteHost";

    // CI systems that mask only the values they were given before the job began.
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

    /// <summary>Registers the secret. False where it must not be handed out, because this runner would show it unmasked.</summary>
    /// <param name="secret">What to mask.</param>
    /// <param name="hostName">The name of the PowerShell host.</param>
    /// <param name="warn">Says what could not be done.</param>
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

        // In one write, and on a line of its own whatever the script wrote before: anywhere else the runner shows the command, token and all.
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

    // The runners undo these.
    private static string EscapeForGitHub(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string EscapeForAzure(string text) => text.Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A");
}
