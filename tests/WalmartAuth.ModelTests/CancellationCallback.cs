using Microsoft.Coyote.Rewriting;

namespace WalmartAuth.ModelTests;

/// <summary>A registration that ends without a wait for its callback.</summary>
[SkipRewriting("Its callback is one step of a schedule.")]
internal sealed class CancellationCallback(CancellationToken cancellation, TaskCompletionSource<bool> cancelled) : IDisposable
{
    private readonly CancellationTokenRegistration registration = cancellation.Register(Complete, cancelled);

    public void Dispose() => registration.Unregister();

    private static void Complete(object? cancelled) => ((TaskCompletionSource<bool>)cancelled!).TrySetResult(true);
}
