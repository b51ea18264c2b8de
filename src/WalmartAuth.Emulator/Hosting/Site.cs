namespace WalmartAuth.Emulator;

/// <summary>One of the emulator's hosts and the address on which it listens.</summary>
internal sealed class Site(SiteKind kind)
{
    public SiteKind Kind { get; } = kind;

    public string Name { get; } = kind.ToString();

    /// <summary>Known once the listener is bound, because a port may be chosen by the system.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>Whether an account's credential belongs to this host.</summary>
    public bool Serves(EmulatedAccount account) => Kind switch
    {
        SiteKind.Sandbox => account.Environment == AccountEnvironment.Sandbox,
        SiteKind.Marketplace => account is { Environment: AccountEnvironment.Production, Program: AccountProgram.Marketplace },
        SiteKind.Supplier => account is { Environment: AccountEnvironment.Production, Program: AccountProgram.Supplier },
        _ => false,
    };
}
