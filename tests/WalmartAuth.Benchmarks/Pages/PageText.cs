using WalmartAuth.Benchmarks.Infrastructure;

namespace WalmartAuth.Benchmarks.Pages;

/// <summary>A page of 200 orders from the emulator, about 200 KB.</summary>
internal static class PageText
{
    public static async Task<string> GetAsync()
    {
        await using var harness = await Calls.CallHarness.CreateAsync();
        return (string)harness.Engine.Run("Invoke-WalmartApi '/v3/orders?limit=200' -Raw")[0].BaseObject;
    }
}
