# Processes that share one token through a vault: a SecretStore, and a vault on the network that knows nothing of this module.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $missing = -not (Test-SecretStore)
    $onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $emulator = Start-Emulator

    # Connects, makes one call and says where the token came from.
    function Invoke-Sharer([string] $Vault, [string] $Before = '') {
        (Invoke-Shell @"
`$ErrorActionPreference = 'Stop'
$Before
`$env:WALMART_CLIENT_ID = '$(Get-ClientId)'; `$env:WALMART_CLIENT_SECRET = '$(Get-ClientSecret)'
Connect-Walmart -FromEnvironment -Program Marketplace -BaseUri $($emulator.Marketplace) -TokenVault $Vault -WarningAction Stop
`$null = Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }
"`$((Get-WalmartSession).TokenSource)"
"@).Output.Trim()
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'A shared token' -Tag SecretStore -Skip:$missing {
    BeforeEach {
        $null = Invoke-RestMethod "$($emulator.Control)requests" -Method Delete
    }

    It 'in a SecretStore costs three processes one request, and a revocation one more' {
        Initialize-Vault
        1..3 | ForEach-Object { Invoke-Sharer Local } | Should -Be 'Requested', 'Shared', 'Shared'
        (Get-Received $emulator /v3/token).Count | Should -Be 1

        $null = Invoke-RestMethod "$($emulator.Control)revoke" -Method Post
        1..2 | ForEach-Object { Invoke-Sharer Local } | Should -Be 'Requested', 'Shared'
        (Get-Received $emulator /v3/token).Count | Should -Be 2
    }

    It 'in a vault on the network serves homes that have nothing else in common' -Skip:$onWindows {
        $vault = Start-HttpVault
        try {
            $extension = New-HttpExtension (Join-Path $TestDrive HttpVault)
            $sources = foreach ($number in 1..3) {
                $folder = (New-Item -ItemType Directory (Join-Path $TestDrive "home$number")).FullName
                Invoke-Sharer Fleet "`$env:HOME = '$folder'; Register-SecretVault Fleet -ModuleName '$extension' -VaultParameters @{ Address = '$($vault.Address)' }"
            }

            $sources | Should -Be 'Requested', 'Shared', 'Shared'
            (Get-Received $emulator /v3/token).Count | Should -Be 1
            @($vault.Values.Keys) | Should -Match '^WalmartAuth-Token-[0-9a-f]{32}$'
        }
        finally {
            Stop-HttpVault $vault
        }
    }
}
