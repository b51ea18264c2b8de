# What the module relies on in SecretManagement and SecretStore; their stand-in must behave the same.
BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Initialize-Vault
    $qualified = 'Microsoft.PowerShell.SecretManagement'
}

Describe 'SecretManagement' {
    It 'says <Id> with <Type> for <Command>' -ForEach @(
        @{ Command = 'Get-Secret nowhere'; Id = 'GetSecretNotFound'; Type = 'ItemNotFoundException' }
        @{ Command = 'Get-Secret nowhere -Vault Local'; Id = 'GetSecretNotFound'; Type = 'ItemNotFoundException' }
        @{ Command = 'Get-Secret x -Vault Nowhere'; Id = 'GetSecretVaultNotFound'; Type = 'PSInvalidOperationException' }
        @{ Command = 'Get-SecretInfo x -Vault Nowhere'; Id = 'GetSecretVaultNotFound'; Type = 'PSInvalidOperationException' }
    ) {
        $failure = { & ([scriptblock]::Create("$qualified\$Command -ErrorAction Stop")) } | Should -Throw -ErrorId "$Id,*" -PassThru
        $failure.Exception.GetType().Name | Should -Be $Type
    }

    It 'gives a string as a SecureString, inside a hashtable too' {
        Set-Secret Text -Secret 'text'
        Set-Secret Table -Secret @{ ClientId = 'id' }
        Get-Secret Text | Should -BeOfType securestring
        (Get-Secret Table).ClientId | Should -BeOfType securestring
    }

    It 'gives metadata as a read-only dictionary, and loses it when a secret is set without' {
        Set-Secret Described -Secret (New-Credential) -Metadata @{ Market = 'CA' }
        (Get-SecretInfo Described).Metadata.GetType().Name | Should -Be 'ReadOnlyDictionary`2'
        Set-Secret Described -Secret (New-Credential)
        (Get-SecretInfo Described).Metadata.Count | Should -Be 0
    }

    It 'says PasswordRequiredException for a locked store, asked with a vault or without' {
        Set-Secret Shop -Secret (New-Credential)
        Lock-Vault
        try {
            $run = Invoke-Shell "foreach (`$vault in @{}, @{ Vault = 'Local' }) { try { Get-Secret Shop @vault -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId + ' ' + `$_.Exception.GetType().Name } }"
            $run.Output | Should -Match 'Microsoft\.PowerShell\.SecretManagement\.PasswordRequiredException,\S* PasswordRequiredException'
            $run.Output | Should -Match 'GetSecretException,\S* PasswordRequiredException'
        }
        finally {
            Reset-Vault
        }
    }

    It 'says GetSecretInvalidOperation for an extension that throws, with its words inside' {
        Add-BrokenVault Broken $TestDrive
        try {
            $failure = { & "$qualified\Get-Secret" x -Vault Broken -ErrorAction Stop } | Should -Throw -ErrorId 'GetSecretInvalidOperation,*' -PassThru
            $failure.Exception.InnerException.Message | Should -Be 'the extension broke'
            Import-Module $env:WALMARTAUTH_MANIFEST
            $told = { Connect-Walmart x -Vault Broken } | Should -Throw -ErrorId 'VaultFailed,*' -PassThru
            $told.Exception.Message | Should -BeLike '*the extension broke*'
        }
        finally {
            Remove-Vault Broken
        }
    }
}

Describe 'Without a vault' {
    It 'the error says how to register one' {
        Clear-Vault
        try {
            Import-Module $env:WALMARTAUTH_MANIFEST
            $failure = { Connect-Walmart Shop -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'VaultNotFound,*' -PassThru
            $failure.ErrorDetails.RecommendedAction | Should -Match 'Register-SecretVault'
        }
        finally {
            Initialize-Vault
        }
    }

    It 'and without SecretManagement the error says what to install' {
        $run = Invoke-Shell "`$PSModuleAutoLoadingPreference = 'None'; try { Connect-Walmart Shop } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"
        $run.Output | Should -Match 'SecretManagementMissing,'
        $run.Output | Should -Match 'Install-Module Microsoft\.PowerShell\.SecretManagement'
    }
}
