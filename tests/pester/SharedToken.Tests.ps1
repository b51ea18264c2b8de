# Processes that share one token through a vault: a SecretStore, and a networked vault without knowledge of this module.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $missing = -not (Test-SecretStore)
    # Windows keeps the registered vaults of an account in one place, regardless of its home folder.
    $sharesHome = -not $missing -and [IO.Path]::DirectorySeparatorChar -eq '\'
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $emulator = Start-Emulator
    $environment = @{ WALMART_CLIENT_ID = Get-ClientId; WALMART_CLIENT_SECRET = Get-ClientSecret; WALMART_PROGRAM = 'Marketplace' }

    # The commands with which a process connects and calls; each returns the source of the token.
    function Get-Connection([string] $Vault) {
        "Connect-Walmart -FromEnvironment -BaseUri $($emulator.Marketplace) -TokenVault $Vault -WarningAction Stop; [string](Get-WalmartSession).TokenSource"
    }

    $call = '$null = Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -WarningAction Stop; [string](Get-WalmartSession).TokenSource'
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'A shared token' {
    BeforeEach {
        $null = Invoke-RestMethod "$($emulator.Control)requests" -Method Delete
    }

    Context 'In a SecretStore' -Tag SecretStore -Skip:$missing {
        BeforeAll {
            Initialize-Vault
            function Invoke-Sharer { (Invoke-Shell "`$ErrorActionPreference = 'Stop'; $(Get-Connection Local); $call" -Environment $environment).Output.Trim() -split '\s+' | Select-Object -Last 1 }
        }

        It 'costs three processes one request, and a revocation one more' {
            1..3 | ForEach-Object { Invoke-Sharer } | Should -Be 'Requested', 'Shared', 'Shared'
            (Get-Received $emulator /v3/token).Count | Should -Be 1

            $null = Invoke-RestMethod "$($emulator.Control)revoke" -Method Post
            1..2 | ForEach-Object { Invoke-Sharer } | Should -Be 'Requested', 'Shared'
            (Get-Received $emulator /v3/token).Count | Should -Be 2
        }
    }

    Context 'In a networked vault, which is all that two homes share' -Skip:$sharesHome {
        BeforeAll {
            $vault = Start-HttpVault
            $extension = New-HttpExtension (Join-Path $TestDrive HttpVault)
            $homes = foreach ($number in 1..2) { (New-Item -ItemType Directory (Join-Path $TestDrive "home$number")).FullName }
            if (-not (Test-SecretStore)) { Initialize-Vault }
            foreach ($each in $homes) { Register-Extension Fleet $extension @{ Address = $vault.Address } $each }
            $connect = Get-Connection Fleet
            $workers = [Collections.Generic.List[object]]::new()

            function Add-Worker([int] $Number) { $workers.Add((Start-Worker ($environment + @{ HOME = $homes[$Number % 2] }))) }

            # All of them at once; returns their answers.
            function Invoke-Worker([object[]] $Worker, [string] $Line) {
                foreach ($each in $Worker) { Send-Line $each $Line }
                foreach ($each in $Worker) { Receive-Line $each }
            }

            function Get-TokenRequestCount { (Get-Received $emulator /v3/token).Count }

            function Remove-Worker([object[]] $Worker) {
                foreach ($each in $Worker) {
                    Stop-Shell $each
                    $null = $workers.Remove($each)
                }
            }
        }

        AfterAll {
            Remove-Worker $workers.ToArray()
            Stop-HttpVault $vault
        }

        It 'serves eight processes, however many are killed: one request is enough, and a revocation fails none of them' {
            # The first one is killed during the write of the token that it requested.
            $vault.Broken = $true
            0..8 | ForEach-Object { Add-Worker $_ }
            $workers | ForEach-Object { Receive-Line $_ } | Should -Be (@('ready') * 9)
            Send-Line $workers[0] $connect
            $vault.WriteCame.WaitOne(60000) | Should -BeTrue
            Remove-Worker $workers[0]
            $vault.Broken = $false
            Get-TokenRequestCount | Should -Be 1
            $vault.Values.Count | Should -Be 0

            # It does not block the others: another one requests the token, in the other home, and the rest use that.
            Invoke-Worker $workers[0] $connect | Should -Be 'Requested'
            Invoke-Worker $workers[1..7] $connect | Should -Be (@('Shared') * 7)
            Get-TokenRequestCount | Should -Be 2
            @($vault.Values.Keys) | Should -Match '^WalmartAuth-Token-[0-9a-f]{32}$'

            # Two are killed during a call, including the one that requested the token, and restarted.
            $killed = $workers[0..1]
            Invoke-Worker $killed "1..2 | ForEach-Object { $call }" | Should -Be 'Requested, Requested', 'Shared, Shared'
            foreach ($each in $killed) { Send-Line $each "while (`$true) { $call }" }
            Remove-Worker $killed
            0..1 | ForEach-Object { Add-Worker $_ }
            $workers[6..7] | ForEach-Object { Receive-Line $_ } | Should -Be 'ready', 'ready'
            Invoke-Worker $workers[6..7] $connect | Should -Be 'Shared', 'Shared'
            Get-TokenRequestCount | Should -Be 2

            # All of them see a revocation at the same time. None fails, and none requests more than one token.
            $null = Invoke-RestMethod "$($emulator.Control)revoke" -Method Post
            Invoke-Worker $workers $call | Should -Match '^(Requested|Shared)$'
            $requests = Get-TokenRequestCount
            $requests | Should -BeGreaterThan 2
            $requests | Should -BeLessOrEqual 10

            # The token that they left in the vault is valid.
            Invoke-Worker $workers "Disconnect-Walmart; $connect" | Should -Be (@('Shared') * 8)
            Invoke-Worker $workers $call | Should -Be (@('Shared') * 8)
            Get-TokenRequestCount | Should -Be $requests

            # A cold start of all at once.
            Send-Line $workers[0] 'Disconnect-Walmart -RemoveSharedToken'
            $null = Receive-Line $workers[0]
            Invoke-Worker $workers[1..7] 'Disconnect-Walmart' | Should -Be (@('') * 7)
            Invoke-Worker $workers "$connect; $call" | Should -Match '^(Requested|Shared), (Requested|Shared)$'
            (Get-TokenRequestCount) - $requests | Should -BeLessOrEqual 8
        }
    }
}
