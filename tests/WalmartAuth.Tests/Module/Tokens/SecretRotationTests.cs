using WalmartAuth.Emulator;
using WalmartAuth.Tests.Help;
using WalmartAuth.Tests.Support;

namespace WalmartAuth.Tests.Module.Tokens;

/// <summary>A secret that is rotated while a session uses it. The vault is a stand-in module under SecretManagement's name.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class SecretRotationTests : EmulatorTests
{
    private const string Vault = """
        $global:vault = @{ Walmart = $credential }
        $global:reads = 0
        $null = New-Module -Name Microsoft.PowerShell.SecretManagement {
            function Get-Secret { [CmdletBinding()] param($Name, $Vault) $global:reads++; $global:vault[$Name] }
            function Get-SecretInfo { [CmdletBinding()] param($Name, $Vault) }
        } | Import-Module -PassThru
        """;

    private static readonly EmulatedAccount Account = DefaultAccounts.MarketplaceProduction;

    public override async ValueTask DisposeAsync()
    {
        foreach (var name in new[] { "WALMART_CLIENT_ID", "WALMART_CLIENT_SECRET" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        await base.DisposeAsync();
    }

    [Fact]
    public void Many_records_at_once_read_the_vault_once_and_warn_once()
    {
        Run($"{Vault}; Connect-Walmart Walmart -BaseUri $base -Program Marketplace").ThrowOnError();
        Rotate();

        var calls = Run("$global:vault.Walmart = $rotated; 1..32 | Invoke-WalmartApi /v3/orders -ThrottleLimit 32 -AsResponse | ForEach-Object StatusCode");

        Assert.Equal(32, calls.Clean.Output.Count);
        Assert.Single(calls.Warnings);
        Assert.Equal(2, Run("$global:reads").Single.BaseObject);
    }

    [Fact]
    public void A_call_made_for_each_row_of_another_call_takes_up_the_new_secret_too()
    {
        Run($"{Vault}; Connect-Walmart Walmart -BaseUri $base -Program Marketplace").ThrowOnError();

        var calls = Run("""
            1..8 | Invoke-WalmartApi /v3/orders -ThrottleLimit 4 -AsResponse | ForEach-Object {
                if ($global:vault.Walmart -ne $rotated) { $global:vault.Walmart = $rotated; $null = $rotate.Invoke() }
                (Invoke-WalmartApi /v3/items -AsResponse).StatusCode
            }
            """, ("rotate", (Func<bool>)(() =>
        {
            Rotate();
            return true;
        })));

        Assert.Equal(8, calls.Clean.Output.Count);
        Assert.Single(calls.Warnings);
    }

    [Fact]
    public void The_environment_is_read_again_as_well()
    {
        Environment.SetEnvironmentVariable("WALMART_CLIENT_ID", Account.ClientId);
        Environment.SetEnvironmentVariable("WALMART_CLIENT_SECRET", Account.ClientSecret);
        Run("Connect-Walmart -FromEnvironment -BaseUri $base -Program Marketplace").ThrowOnError();
        Rotate();
        Environment.SetEnvironmentVariable("WALMART_CLIENT_SECRET", Rotated);

        var call = Run("Invoke-WalmartApi /v3/orders -AsResponse | ForEach-Object StatusCode");

        Assert.Equal(200, call.Single.BaseObject);
        Assert.Contains("environment variables", Assert.Single(call.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ForceRefresh_takes_up_a_rotated_secret()
    {
        Run($"{Vault}; Connect-Walmart Walmart -BaseUri $base -Program Marketplace").ThrowOnError();
        Rotate();

        Assert.Single(Run("$global:vault.Walmart = $rotated; $null = Get-WalmartToken -ForceRefresh").Warnings);
        Run("Invoke-WalmartApi /v3/orders").ThrowOnError();
    }

    private const string Rotated = "The-secret-after-the-rotation-51HkQ";

    private void Rotate()
    {
        Gateway.RotateSecret(Account.ClientId, Rotated);
        Gateway.RevokeAll();
    }

    private ScriptResult Run(string script, params (string Name, object? Value)[] more) => Host.Run(
        script,
        [("base", Gateway.Marketplace), ("credential", ModuleHost.Credential(Account)), ("rotated", ModuleHost.Credential(Account.ClientId, Rotated)), .. more]);
}
