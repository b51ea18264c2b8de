using System.Net;

namespace WalmartAuth.Emulator;

/// <summary>Which addresses the emulator may listen on.</summary>
internal static class ListenAddress
{
    public static IPAddress Parse(string text, bool allowRemote)
    {
        var address = text.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(text, out var parsed) ? parsed
            : throw new EmulatorStartException($"'{text}' is no IP address to listen on.", EmulatorStartException.WrongInput);
        return IPAddress.IsLoopback(address) || allowRemote
            ? address
            : throw new EmulatorStartException(
                $"{address} can be reached from other machines, and the emulator has no real protection. Use a loopback address, or say --allow-remote.",
                EmulatorStartException.WrongInput);
    }
}
