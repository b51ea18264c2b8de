namespace WalmartAuth.Emulator;

/// <summary>The emulator cannot start: a wrong configuration, a refused address or a port in use.</summary>
public sealed class EmulatorStartException(string message, int exitCode, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is asked for is wrong.</summary>
    internal const int WrongInput = 2;

    /// <summary>A port is taken.</summary>
    internal const int PortInUse = 3;

    /// <summary>The exit code of the program: 2 for wrong input, 3 for a port in use.</summary>
    public int ExitCode { get; } = exitCode;
}
