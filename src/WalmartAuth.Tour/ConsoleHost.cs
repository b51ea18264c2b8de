using System.Globalization;
using System.Management.Automation.Host;

namespace WalmartAuth.Tour;

/// <summary>The least that a PowerShell engine needs to show its output on a console.</summary>
internal sealed class ConsoleHost : PSHost
{
    private readonly ConsoleInterface ui = new();

    /// <summary>What the script gave to <c>exit</c>; null where it did not.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "WalmartAuth.Tour";

    public override PSHostUserInterface UI => ui;

    public override Version Version => new(1, 0);

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt()
    {
    }

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
