using System.Management.Automation;
using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Soak;

/// <summary>A runspace that makes one call after another, on its own thread.</summary>
internal sealed class SoakRunspace : IDisposable
{
    private const int Chunk = 100;
    private const string Connect = "Connect-Walmart -BaseUri http://127.0.0.1:9 -Program Marketplace -Credential $credential";
    private const string Calls = "for ($i = 0; $i -lt $count; $i++) { $null = Invoke-WalmartApi /v3/items/SKU-000001; $done[0]++ }";

    private readonly Engine engine = new();
    private readonly long[] done = new long[1];

    /// <summary>Successful calls.</summary>
    public long Done => Interlocked.Read(ref done[0]);

    public bool IsRunning { get; private set; }

    /// <summary>Errors of calls.</summary>
    public List<string> Failures { get; } = [];

    public void Open() => engine.Run(Connect, ("credential", TestAccount.Credential));

    /// <summary>Makes calls until enough were made.</summary>
    public Task RunAsync(Func<bool> wantsMore)
    {
        IsRunning = true;
        return Task.Factory.StartNew(
            () =>
            {
                while (wantsMore())
                {
                    RunChunk();
                }

                IsRunning = false;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Stops the pending call, as Ctrl+C does.</summary>
    public void Stop() => engine.Stop();

    public void Dispose() => engine.Dispose();

    private void RunChunk()
    {
        try
        {
            engine.Run(Calls, ("count", Chunk), ("done", done));
        }
        catch (PipelineStoppedException)
        {
        }
        catch (Exception e)
        {
            Failures.Add(e.Message);
        }
    }
}
