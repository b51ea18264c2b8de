namespace WalmartAuth.Emulator;

/// <summary>One of the emulator's hosts and the address on which it listens.</summary>
internal sealed class EmulatedHost(HostKind kind)
{
    public HostKind Kind { get; } = kind;

    public string Name { get; } = kind.ToString();

    /// <summary>Set once the listener is bound, because the system may choose the port.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>Whether an account's credential belongs to this host.</summary>
    public bool Serves(EmulatedAccount account) => Kind switch
    {
        HostKind.Sandbox => account.Environment == AccountEnvironment.Sandbox,
        HostKind.Marketplace => account is { Environment: AccountEnvironment.Production, Program: AccountProgram.Marketplace },
        HostKind.Supplier => account is { Environment: AccountEnvironment.Production, Program: AccountProgram.Supplier },
        _ => false,
    };
}

/// <summary>The hosts that the emulator replaces, one port each (contract §1 and §8).</summary>
public enum HostKind
{
    /// <summary>Marketplace, Production: <c>marketplace.walmartapis.com</c>.</summary>
    Marketplace,

    /// <summary>Supplier, Production: <c>api-gateway.walmart.com</c>.</summary>
    Supplier,

    /// <summary>Sandbox of both programs: <c>sandbox.walmartapis.com</c>.</summary>
    Sandbox,

    /// <summary>The foreign host behind pre-signed download addresses, which must not receive a credential.</summary>
    Files,
}
