using System.Net;
using System.Net.Http.Headers;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Calls;

/// <summary>An unexpected failure in the middle of a pipeline is one error of its record, and the others continue.</summary>
[Collection("ModuleContext")]
public sealed class UnexpectedFailureTests
{
    [Fact]
    public void An_answer_in_a_charset_that_cannot_be_read_is_InvalidResponse_of_its_record()
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/items/1" ? Utf7() : null).Connect();

        var result = host.Run("1..3 | Invoke-WalmartApi '/v3/items/{sku}'");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("InvalidResponse", result.ErrorId);
        Assert.IsType<WalmartException>(result.Error.Exception);
        Assert.EndsWith("(input 1: 1)", result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_answer_that_cannot_be_read_is_an_error_of_the_module()
    {
        using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/token" ? Utf7() : null);

        Assert.IsType<WalmartException>(host.Run("Connect-Walmart -Program Marketplace -Credential $credential").Error.Exception, exactMatch: false);
    }

    [Theory]
    [InlineData("-OutFile \"a`0b\"")]
    [InlineData("-OutFile \"{sku}`0\"")]
    public void A_file_name_that_no_system_takes_is_InvalidArgument(string parameter)
    {
        using var host = new ScriptedHost(_ => null).Connect();

        var result = host.Run($"'a', 'b' | Invoke-WalmartApi '/v3/items/{{sku}}' {parameter}");

        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, e => Assert.StartsWith("InvalidArgument,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Empty(host.Network.ApiCalls);
    }

    [Fact]
    public void A_variable_that_cannot_be_set_is_InvalidArgument()
    {
        using var host = new ScriptedHost(_ => null).Connect();

        Assert.Equal("InvalidArgument", host.Run("Invoke-WalmartApi /v3/orders -StatusCodeVariable PID").ErrorId);
    }

    [Fact]
    public void Failed_calls_that_are_not_read_any_more_are_no_unobserved_exceptions()
    {
        var unobserved = new List<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.AddRange(e.Exception.InnerExceptions.Where(i => i.ToString().Contains("WalmartAuth", StringComparison.Ordinal)));
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            using var host = new ScriptedHost(r => r.Address.AbsolutePath == "/v3/token" ? null : ScriptedHandler.Error(HttpStatusCode.NotFound, "CONTENT_NOT_FOUND")).Connect();
            for (var i = 0; i < 5; i++)
            {
                host.Run("try { 1..40 | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 16 -ErrorAction Stop } catch { }");
            }

            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Empty(unobserved);
    }

    private static HttpResponseMessage Utf7()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-7");
        return answer;
    }
}
