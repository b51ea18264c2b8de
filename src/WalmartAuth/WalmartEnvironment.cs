namespace WalmartAuth;

/// <summary>The environment a credential belongs to. Each has its own credentials and host; they must never be mixed (contract §1).</summary>
public enum WalmartEnvironment
{
    /// <summary>The live environment.</summary>
    Production,

    /// <summary>Walmart's test environment: <c>sandbox.walmartapis.com</c>.</summary>
    Sandbox,
}
