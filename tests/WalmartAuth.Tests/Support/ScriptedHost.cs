using System.Management.Automation;
using WalmartAuth.Http;
using WalmartAuth.Sessions;

namespace WalmartAuth.Tests.Support;

/// <summary>The module in a runspace, with a scripted network and the test's clock. Token calls get numbered tokens, unless the script has a response for them.</summary>
internal sealed class ScriptedHost : IDisposable
{
    private readonly ModuleContext before = ModuleContext.Current;
    private readonly ModuleHost host;
    private int tokens;

    /// <param name="answer">The responses; null for the default one.</param>
    public ScriptedHost(Func<SentRequest, HttpResponseMessage?> answer)
    {
        Network = new ScriptedHandler(async (request, cancellation) =>
        {
            await (Hold?.Invoke(request, cancellation) ?? Task.CompletedTask);
            return answer(request) ?? Usual(request);
        });
        ModuleContext.Current = new ModuleContext(Clock, new HandlerPool(_ => Network));
        host = new ModuleHost();
    }

    public FakeClock Clock { get; } = new() { AdvancesByItself = true };

    public ScriptedHandler Network { get; }

    /// <summary>What a request waits for before its response.</summary>
    public Func<SentRequest, CancellationToken, Task>? Hold { get; set; }

    /// <summary>A request without a response while time passes, until it is abandoned.</summary>
    public async Task HangAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.FromCanceled(cancellation);
    }

    /// <summary>How often a path was called.</summary>
    public int Count(string path) => Network.Sent.Count(r => r.Address.AbsolutePath == path);

    /// <summary>Connects to Marketplace production.</summary>
    public ScriptedHost Connect(string parameters = "")
    {
        Run($"Connect-Walmart -Program Marketplace -Credential $credential {parameters}").ThrowOnError();
        return this;
    }

    /// <summary>Connects with an existing token.</summary>
    public ScriptedHost Bring(string token, string parameters = "")
    {
        Run($"Connect-Walmart -Program Marketplace -AccessToken $token {parameters}", ("token", ModuleHost.Secure(token))).ThrowOnError();
        return this;
    }

    public ScriptResult Run(string script, params (string Name, object? Value)[] variables) =>
        host.Run(script, [("credential", ModuleHost.Credential("0ca9a71e-0000-4000-8000-00000000ab1e", "A-Secret-Of-Somebody-0123456789")), .. variables]);

    /// <summary>Starts a script and runs the action while the script runs.</summary>
    public Task<IReadOnlyList<PSObject>> RunAsync(string script, Func<PowerShell, Task> meanwhile) => host.RunAsync(script, meanwhile);

    public void Dispose()
    {
        host.Dispose();
        ModuleContext.Current = before;
    }

    private HttpResponseMessage Usual(SentRequest request) => request.Address.AbsolutePath switch
    {
        "/v3/token" => ScriptedHandler.Token($"token-number-{++tokens}"),
        "/v3/token/detail" => ScriptedHandler.Json("""{"is_valid":true,"scopes":{"orders":"full_access"}}"""),
        _ => ScriptedHandler.Json("{}"),
    };
}
