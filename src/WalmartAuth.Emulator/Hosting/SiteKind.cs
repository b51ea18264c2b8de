namespace WalmartAuth.Emulator;

/// <summary>The hosts that the emulator stands for, one port each (contract §1 and §8).</summary>
public enum SiteKind
{
    /// <summary>Marketplace, Production: <c>marketplace.walmartapis.com</c>.</summary>
    Marketplace,

    /// <summary>Supplier, Production: <c>api-gateway.walmart.com</c>.</summary>
    Supplier,

    /// <summary>Sandbox of both programs: <c>sandbox.walmartapis.com</c>.</summary>
    Sandbox,

    /// <summary>The foreign host behind pre-signed download addresses, which must get no credential.</summary>
    Files,
}
