using System.Net;
using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>A failed call leaves no open connection and no timer behind.</summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData("http://files.example/a", "GET")]
    [InlineData("https://files.example/a", "POST")]
    public async Task A_redirect_that_is_refused_gives_its_connection_back(string location, string method)
    {
        var body = new WatchedContent();
        var harness = new CallHarness(() =>
        {
            var answer = ScriptedHandler.Redirect(location, HttpStatusCode.TemporaryRedirect);
            answer.Content = body;
            return answer;
        });

        await harness.FailAsync(CallHarness.Request(method: method));

        Assert.True(body.IsDisposed);
    }

    [Fact]
    public async Task A_download_that_is_refused_leaves_no_timer()
    {
        var harness = new CallHarness(CallHarness.Status(404));

        await harness.FailAsync(CallHarness.Request() with { SaveTo = Path.Combine(Path.GetTempPath(), "never-written") });

        Assert.Equal(0, harness.Clock.OpenLimits);
    }

    private sealed class WatchedContent() : ByteArrayContent([1])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
