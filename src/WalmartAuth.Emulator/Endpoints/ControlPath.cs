namespace WalmartAuth.Emulator;

/// <summary>The address below which the emulator is itself and not Walmart.</summary>
internal static class ControlPath
{
    public const string Root = "/_emulator";
}
