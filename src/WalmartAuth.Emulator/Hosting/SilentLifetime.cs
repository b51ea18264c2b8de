using Microsoft.Extensions.Hosting;

namespace WalmartAuth.Emulator;

/// <summary>Leaves Ctrl+C and the process's end to whoever hosts the emulator.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
