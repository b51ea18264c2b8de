namespace WalmartAuth;

/// <summary>The Walmart program a credential belongs to; each has its own production host (contract §1).</summary>
public enum WalmartProgram
{
    /// <summary>First-party suppliers, drop-ship vendors and warehouses: <c>api-gateway.walmart.com</c>.</summary>
    Supplier,

    /// <summary>Third-party sellers and their solution providers: <c>marketplace.walmartapis.com</c>.</summary>
    Marketplace,
}
