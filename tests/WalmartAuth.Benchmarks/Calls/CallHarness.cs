using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Calls;

/// <summary>An emulator, an engine connected to it, and the bare client.</summary>
internal sealed class CallHarness : IAsyncDisposable
{
    private CallHarness(EmulatorProcess emulator)
    {
        Emulator = emulator;
        Engine = new Engine();
        Engine.Connect(emulator.Address);
        Token = (string)Engine.Run("Get-WalmartToken -AsPlainText -NoMask")[0].BaseObject;
        Bare = new BareClient(emulator.Address, Token);
    }

    public EmulatorProcess Emulator { get; }

    public Engine Engine { get; }

    public BareClient Bare { get; }

    public string Token { get; }

    public static async Task<CallHarness> CreateAsync(bool https = false, int items = 500, int rowBytes = 0) =>
        new(await EmulatorProcess.StartAsync(https, items, rowBytes));

    public void Run(string script, int count = 0) => Engine.Run(script, ("client", Bare), ("count", count));

    public async ValueTask DisposeAsync()
    {
        Bare.Dispose();
        Engine.Dispose();
        await Emulator.DisposeAsync();
    }
}
