# A stand-in for Microsoft.PowerShell.SecretManagement, so that the tests run if it is not installed.
#
# Error ids, exception types, messages and result types are those of SecretManagement 1.1.2 with SecretStore 1.0.6 on
# PowerShell 7.6.5, recorded from a session with both and checked there by tests/pester/Contract.Tests.ps1. Its content
# comes from $StandIn, which the tests set. In a runspace that no test has prepared, such as that of a completion, the
# content is what the process stores under that name.
if ($null -eq $global:StandIn) { $global:StandIn = [AppDomain]::CurrentDomain.GetData('StandIn') }

class PasswordRequiredException : Exception {
    PasswordRequiredException() : base("A valid password is required to access the Microsoft.PowerShell.SecretStore vault.`nUse the Unlock-SecretStore cmdlet to provide the required password to access the store.") { }
}

function New-Error([string] $Id, [Exception] $Exception, [Management.Automation.ErrorCategory] $Category = 'InvalidOperation') {
    [Management.Automation.ErrorRecord]::new($Exception, $Id, $Category, $null)
}

function New-VaultNotFound([string] $Vault) {
    New-Error GetSecretVaultNotFound ([Management.Automation.PSInvalidOperationException]::new("Vault not found in registry: $Vault")) ObjectNotFound
}

# The default vault first, then the others by name.
function Get-Order {
    @($StandIn.Vaults.Keys | Where-Object { $StandIn.Vaults[$_].Default }) + @([string[]]$StandIn.Vaults.Keys | Where-Object { -not $StandIn.Vaults[$_].Default })
}

# Strings are never returned as strings, not even inside a hashtable.
function ConvertTo-Stored($Value) {
    if ($Value -is [string]) {
        if ($Value.Length -eq 0) { return }
        $secure = [securestring]::new()
        foreach ($character in $Value.ToCharArray()) { $secure.AppendChar($character) }
        return $secure
    }

    if ($Value -is [hashtable]) {
        $table = @{}
        foreach ($key in $Value.Keys) { $table[$key] = ConvertTo-Stored $Value[$key] }
        return $table
    }

    , $Value
}

# Calls a function of a vault's extension, with the parameters that SecretManagement passes.
function Invoke-Extension([string] $Vault, [string] $Command, [hashtable] $Argument) {
    $held = $StandIn.Vaults[$Vault]
    $name = [IO.Path]::GetFileName($held.Extension)
    $module = Import-Module ([IO.Path]::Combine($held.Extension, "$name.Extension", "$name.Extension.psd1")) -PassThru -Scope Local
    & $module.ExportedFunctions[$Command] @Argument -VaultName $Vault -AdditionalParameters $held.Parameters
}

function Get-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [string] $Vault, [switch] $AsPlainText)

    $StandIn.Calls.Add("Get-Secret $Name $Vault".TrimEnd())
    if ($StandIn.OnRead) { $StandIn.OnRead.Invoke() }
    if ($Vault -and -not $StandIn.Vaults.Contains($Vault)) { $PSCmdlet.ThrowTerminatingError((New-VaultNotFound $Vault)) }
    foreach ($each in @(if ($Vault) { $Vault } else { Get-Order })) {
        $held = $StandIn.Vaults[$each]
        if ($held.Locked) {
            $locked = [PasswordRequiredException]::new()
            $PSCmdlet.ThrowTerminatingError((New-Error $(if ($Vault) { 'GetSecretException' } else { 'Microsoft.PowerShell.SecretManagement.PasswordRequiredException' }) $locked))
        }

        if ($held.Fails) {
            $why = [Management.Automation.RuntimeException]::new($held.Fails)
            $PSCmdlet.WriteError((New-Error GetSecretInvalidOperation ([Management.Automation.PSInvalidOperationException]::new("Unable to get secret $Name from vault $each", $why))))
        }
        elseif ($held.Extension) {
            $value = Invoke-Extension $each Get-Secret @{ Name = $Name }
            if ($null -ne $value) { return ConvertTo-Stored $value }
        }
        elseif ($held.Secrets.Contains($Name)) {
            return ConvertTo-Stored $held.Secrets[$Name]
        }
    }

    $PSCmdlet.ThrowTerminatingError((New-Error GetSecretNotFound ([Management.Automation.ItemNotFoundException]::new("The secret $Name was not found.")) ObjectNotFound))
}

function Get-SecretInfo {
    [CmdletBinding()]
    param([string] $Name = '*', [string] $Vault)

    $StandIn.Calls.Add("Get-SecretInfo $Name $Vault".TrimEnd())
    if ($StandIn.OnList) { $StandIn.OnList.Invoke() }
    if ($Vault -and -not $StandIn.Vaults.Contains($Vault)) { $PSCmdlet.ThrowTerminatingError((New-VaultNotFound $Vault)) }
    foreach ($each in @(if ($Vault) { $Vault } else { Get-Order })) {
        $held = $StandIn.Vaults[$each]
        if ($held.Locked) {
            $PSCmdlet.WriteError((New-Error GetSecretInfoException ([PasswordRequiredException]::new())))
            continue
        }

        if ($held.Fails -or $held.NoList) {
            $PSCmdlet.WriteError((New-Error GetSecretInfoInvalidOperation ([Management.Automation.PSInvalidOperationException]::new("Unable to get secret information from vault $each"))))
            continue
        }

        foreach ($secret in $held.Secrets.Keys | Where-Object { $_ -like $Name }) {
            $metadata = [Collections.Generic.Dictionary[string, object]]::new()
            if ($held.Metadata -and $held.Metadata[$secret]) { foreach ($key in $held.Metadata[$secret].Keys) { $metadata.Add($key, $held.Metadata[$secret][$key]) } }
            [pscustomobject]@{ Name = $secret; VaultName = $each; Metadata = [Collections.ObjectModel.ReadOnlyDictionary[string, object]]::new($metadata) }
        }
    }
}

function Get-SecretVault {
    [CmdletBinding()]
    param([string] $Name = '*')

    $StandIn.Vaults.Keys | Where-Object { $_ -like $Name } | ForEach-Object { [pscustomobject]@{ Name = $_ } }
}

function Set-Secret {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [object] $Secret, [string] $Vault, [hashtable] $Metadata)

    $StandIn.Calls.Add("Set-Secret $Name $Vault".TrimEnd())
    $held = $StandIn.Vaults[$(if ($Vault) { $Vault } else { @(Get-Order)[0] })]
    if ($held.Locked) { $PSCmdlet.ThrowTerminatingError((New-Error Microsoft.PowerShell.SecretManagement.PasswordRequiredException ([PasswordRequiredException]::new()))) }
    if ($held.ReadOnly) { $PSCmdlet.ThrowTerminatingError((New-Error SetSecretInvalidOperation ([Management.Automation.PSInvalidOperationException]::new("Unable to add secret $Name to vault $Vault", [Management.Automation.RuntimeException]::new($held.ReadOnly))))) }
    if ($Secret -is [hashtable]) {
        foreach ($key in $Secret.Keys) {
            if ($Secret[$key] -isnot [string] -and $Secret[$key] -isnot [securestring] -and $Secret[$key] -isnot [byte[]] -and $Secret[$key] -isnot [pscredential]) {
                throw [ArgumentException]::new("The object type for $key Hashtable entry is not supported. Supported types are byte[], string, SecureString, PSCredential")
            }
        }
    }

    if ($held.Extension) {
        $null = Invoke-Extension $Vault Set-Secret @{ Name = $Name; Secret = $Secret }
        return
    }

    # Without -Metadata, existing metadata is lost.
    if ($null -eq $held.Metadata) { $held.Metadata = @{} }
    $held.Metadata[$Name] = $Metadata
    $held.Secrets[$Name] = $Secret
}
