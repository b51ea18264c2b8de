namespace WalmartAuth.Emulator;

/// <summary>The options of an emulator.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The port of the Marketplace site; Supplier, Sandbox and Files get the next three. 0 takes four free ports.</summary>
    public int Port { get; set; }

    /// <summary>https, with HTTP/2 in addition to HTTP/1.1, with a certificate created at startup: <see cref="GatewayEmulator.Certificate"/>.</summary>
    public bool Https { get; set; }

    /// <summary>Accounts, limits and data; null for the default.</summary>
    public EmulatorConfiguration? Configuration { get; set; }

    /// <summary>Writes nothing to the console. Otherwise a line for each request, in the format of <see cref="Log"/>.</summary>
    public bool Quiet { get; set; } = true;

    /// <summary>The format of the lines if not <see cref="Quiet"/>.</summary>
    public RequestLogFormat Log { get; set; } = RequestLogFormat.Text;

    /// <summary>Where the lines go.</summary>
    internal TextWriter LogTo { get; set; } = Console.Out;

    /// <summary>The address to listen on; one that is not loopback needs <see cref="AllowRemote"/>.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Allows an <see cref="Address"/> that other machines can reach.</summary>
    public bool AllowRemote { get; set; }

    /// <summary>False disables the recording of requests, for benchmarks.</summary>
    public bool Record { get; set; } = true;
}

/// <summary>The emulator cannot start: a wrong configuration, a refused address or a port in use.</summary>
public sealed class EmulatorStartException(string message, int exitCode, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>An option, a file or an address is wrong.</summary>
    internal const int WrongInput = 2;

    /// <summary>A port is taken.</summary>
    internal const int PortInUse = 3;

    /// <summary>The exit code of the program: 2 for wrong input, 3 for a port in use.</summary>
    public int ExitCode { get; } = exitCode;
}
