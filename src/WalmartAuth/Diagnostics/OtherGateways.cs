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

    /// <summary>The gateways other than the one given, with their names in words and the parameters that lead there.</summary>
    public static IEnumerable<(string Name, string Parameters, Gateway Gateway)> Of(Gateway gateway) =>
        from known in Known
        let address = GatewayAddress.ForProgram(known.Program, known.Environment)
        where !GatewayAddress.SameHost(address, gateway.BaseAddress)
        select (known.Name, known.Parameters, gateway with
        {
            Program = known.Environment == WalmartEnvironment.Sandbox ? gateway.Program : known.Program,
            Environment = known.Environment,
            BaseAddress = address,
            IsCustomAddress = false,
            DynamicSandbox = false,
        });
}
