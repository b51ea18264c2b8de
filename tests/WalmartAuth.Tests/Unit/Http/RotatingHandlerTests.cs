using WalmartAuth.Http;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Unit.Http;

/// <summary>The disposal of a handler that replaces its connections.</summary>
public sealed class RotatingHandlerTests
{
    [Fact]
    public async Task Its_connections_close_with_it()
    {
        var inner = new Closing();
        var handler = new RotatingHandler(() => inner, new FakeClock());
        using (var invoker = new HttpMessageInvoker(handler))
        {
            (await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://marketplace.walmartapis.com/"), TestContext.Current.CancellationToken)).Dispose();
            Assert.False(inner.IsClosed);
        }

        Assert.True(inner.IsClosed);
    }

    [Fact]
    public void One_that_sent_nothing_has_none_to_close() => new RotatingHandler(() => throw new InvalidOperationException("Nothing was sent."), new FakeClock()).Dispose();

    private sealed class Closing : HttpMessageHandler
    {
        public bool IsClosed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage());

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
