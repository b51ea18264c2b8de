namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>The built module, a stand-in for SecretManagement with one vault, and an emulator to connect to.</summary>
public abstract class VaultTests : IAsyncLifetime
{
    internal VaultHost Vault { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Vault = await VaultHost.StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Vault.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
