# Behavior that needs the real SecretManagement and SecretStore.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $missing = -not (Test-SecretStore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-Module $env:WALMARTAUTH_MANIFEST -Force
    $emulator = Start-Emulator
    Initialize-Vault
    Set-Secret Shop -Secret (New-Credential)
}

AfterAll {
    Remove-Module WalmartAuth
    Stop-Emulator $emulator
}

Describe 'SecretStore' -Tag SecretStore -Skip:$missing {
    It 'is read by the real Get-Secret, despite a function with its full name' {
        $run = Invoke-Shell @"
function global:Microsoft.PowerShell.SecretManagement\Get-Secret { throw 'hijacked' }
"`$(Connect-Walmart Shop -Program Marketplace -BaseUri $($emulator.Marketplace) -PassThru)"
"@
        $run.Output.Trim() | Should -Be 'Shop'
    }

    Context 'With a password' {
        AfterEach {
            Reset-Vault
            Set-Secret Shop -Secret (New-Credential)
        }

        It 'is read once it is unlocked' {
            Lock-Vault
            $run = Invoke-Shell "Unlock-SecretStore -Password ([Net.NetworkCredential]::new('', 'vault-password').SecurePassword); Connect-Walmart Shop -Program Marketplace -BaseUri $($emulator.Marketplace) -PassThru | ForEach-Object ToString"
            $run.Output.Trim() | Should -Be 'Shop'
        }

        It 'is locked immediately if no one can answer its prompt, although standard input stays open' {
            Lock-Vault -Interaction Prompt
            $run = Invoke-Shell "try { Connect-Walmart Shop } catch { `$_.FullyQualifiedErrorId }" -KeepInputOpen
            $run.Output | Should -Match 'VaultLocked,'
        }
    }
}
