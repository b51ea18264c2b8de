using WalmartAuth.Http;

namespace WalmartAuth.Diagnostics;

/// <summary>The other gateways of Walmart that a rejected credential may belong to.</summary>
internal static class OtherGateways
{
    private static readonly (string Name, string Parameters, WalmartProgram Program, WalmartEnvironment Environment)[] Known =
    [
        ("sandbox", "-Environment Sandbox", WalmartProgram.Marketplace, WalmartEnvironment.Sandbox),
        ("Marketplace production", "-Program Marketplace", WalmartProgram.Marketplace, WalmartEnvironment.Production),
        ("Supplier production", "-Program Supplier", WalmartProgram.Supplier, WalmartEnvironment.Production),
    ];

    /// <summary>The gateways other than the given one, with their names and the parameters that select them.</summary>
    /// <param name="gateway">The gateway that rejected the credential.</param>
    /// <param name="isSeller">True if the credential acts for a seller, so Supplier cannot be its program.</param>
    public static IEnumerable<(string Name, string Parameters, Gateway Gateway)> Of(Gateway gateway, bool isSeller) =>
        from known in Known
        let address = GatewayAddress.ForProgram(known.Program, known.Environment)
        where !GatewayAddress.SameHost(address, gateway.BaseAddress)
            && !(isSeller && GatewayAddress.SameHost(address, GatewayAddress.Supplier))
        select (known.Name, known.Parameters, gateway with
        {
            Program = known.Environment == WalmartEnvironment.Sandbox ? gateway.Program : known.Program,
            Environment = known.Environment,
            BaseAddress = address,
            IsCustomAddress = false,
            DynamicSandbox = false,
            PartnerId = null,
        });
}
