using System.Globalization;
using System.Management.Automation.Host;

namespace WalmartAuth.Tests.Help;

/// <summary>A PowerShell host with a screen of 80 columns that records its output.</summary>
internal sealed class ScreenHost : PSHost
{
    private readonly ScreenInterface _screen = new();

    public string Screen => _screen.Text;

    public override CultureInfo CurrentCulture => CultureInfo.GetCultureInfo("en-US");

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(ScreenHost);

    public override PSHostUserInterface UI => _screen;

    public override Version Version => new(1, 0);

    public void Clear() => _screen.Clear();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
