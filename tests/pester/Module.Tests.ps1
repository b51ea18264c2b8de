BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-Module $env:WALMARTAUTH_MANIFEST -Force
    $emulator = Start-Emulator
    $at = @{ BaseUri = $emulator.Marketplace; Program = 'Marketplace' }
}

AfterAll {
    Remove-Module WalmartAuth
    Stop-Emulator $emulator
}

Describe 'Import' {
    It 'exports what the manifest says' {
        $manifest = Import-PowerShellDataFile $env:WALMARTAUTH_MANIFEST
        (Get-Command -Module WalmartAuth -CommandType Cmdlet).Name | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        (Get-Command -Module WalmartAuth -CommandType Alias).Name | Should -Be ($manifest.AliasesToExport | Sort-Object)
    }

    It 'loads no assembly but its DLL' {
        $shown = Invoke-Shell @'
$own = [IO.Path]::GetDirectoryName((Get-Module WalmartAuth).Path)
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location -and [IO.Path]::GetDirectoryName($_.Location) -eq $own } | ForEach-Object { [IO.Path]::GetFileName($_.Location) }
'@
        $shown.Output.Trim() | Should -Be 'WalmartAuth.dll'
    }

    It 'has help with examples for every cmdlet' {
        foreach ($command in Get-Command -Module WalmartAuth -CommandType Cmdlet) {
            $help = Get-Help $command.Name -Full
            $help.Synopsis | Should -Not -BeLike "*$($command.Name) *[[]*"
            @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        }
    }
}

Describe 'Views' {
    BeforeAll {
        Connect-Walmart @at -Credential (New-Credential)
        $text = {
            param($object)
            $object | Out-String -Width 120
        }
    }

    AfterAll { Disconnect-Walmart }

    It 'show a session as a table within 120 columns' {
        $shown = & $text (Get-WalmartSession)
        $shown | Should -BeLike '*Marketplace*Production*'
        ($shown -split "`n" | ForEach-Object { ($_ -replace '\x1b\[[0-9;]*m').TrimEnd().Length } | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 120
    }

    It 'show no secret, however an object is looked at' {
        $plain = Get-WalmartToken -AsPlainText
        foreach ($object in (Get-WalmartToken), (Get-WalmartToken -Detail), (Get-WalmartSession), (Test-WalmartCredential -Session (Get-WalmartSession) -Detailed)) {
            foreach ($shown in (& $text $object), ($object | Format-List * -Force | Out-String), ($object | Format-Custom -Depth 4 | Out-String), ($object | ConvertTo-Json -Depth 6 -WarningAction Ignore), [Management.Automation.PSSerializer]::Serialize($object, 6)) {
                $shown | Should -Not -Match ([regex]::Escape($plain))
                $shown | Should -Not -Match ([regex]::Escape((Get-ClientSecret)))
                $shown | Should -Not -Match ([BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($plain.Substring(0, 40))).Replace('-', ''))
            }
        }
    }
}

Describe 'Sessions and rows' {
    BeforeAll {
        foreach ($name in 'shop-1', 'shop-2', 'main') { Connect-Walmart @at -Credential (New-Credential) -SessionName $name }
        function Get-CallCount { foreach ($name in 'shop-1', 'shop-2', 'main') { (Get-WalmartSession $name).ApiCalls } }
    }

    AfterAll { Get-WalmartSession -All | Disconnect-Walmart }

    It 'name the session of a row, and route it back there through a file' {
        $orders = Invoke-WalmartApi /v3/orders?limit=100 -All -Session shop-* -ThrottleLimit 4
        ($orders | Group-Object WalmartSession | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object) | Should -Be 'shop-1 250', 'shop-2 250'
        $orders | Where-Object WalmartSession -EQ 'shop-2' | Select-Object -First 1 purchaseOrderId, WalmartSession | Export-Csv "$TestDrive/orders.csv" -NoTypeInformation
        $before = Get-CallCount
        Import-Csv "$TestDrive/orders.csv" | Invoke-WalmartApi '/v3/orders/{purchaseOrderId}/acknowledge' -Method Post | Should -Not -BeNullOrEmpty
        $after = Get-CallCount
        0..2 | ForEach-Object { $after[$_] - $before[$_] } | Should -Be 0, 1, 0
    }

    It 'never send a row of an unknown session' {
        $before = Get-CallCount
        [pscustomobject]@{ sku = 'A'; WalmartSession = 'shop-9' } | Invoke-WalmartApi '/v3/items/{sku}' -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotFound,*'
        Get-CallCount | Should -Be $before
    }

    It 'take sessions from the pipeline' {
        (Get-WalmartSession shop-* | Invoke-WalmartApi /v3/orders?limit=1).WalmartSession | Should -Be 'shop-1', 'shop-2'
    }

    It 'write every row that failed to a file that is the next input' {
        'sku,price', 'SKU-000001,8.50', 'NO-SUCH,1', 'SKU-000002,x' | Set-Content "$TestDrive/prices.csv"
        $body = { @{ sku = $_.sku; pricing = @(@{ currentPriceType = 'BASE'; currentPrice = @{ currency = 'USD'; amount = [decimal]$_.price } }) } }
        Import-Csv "$TestDrive/prices.csv" | Invoke-WalmartApi /v3/price -Method Put -Body $body -AsResult |
            Where-Object { -not $_.Succeeded } | Select-Object -ExpandProperty InputObject | Export-Csv "$TestDrive/failures.csv" -NoTypeInformation
        (Import-Csv "$TestDrive/failures.csv").sku | Should -Be 'NO-SUCH', 'SKU-000002'
    }

    It 'send nothing for a row whose script block fails, whatever the preference' {
        $ErrorActionPreference = 'SilentlyContinue'
        $before = Get-CallCount
        [pscustomobject]@{ sku = 'A' } | Invoke-WalmartApi /v3/price -Method Put -Body { Get-Item "$TestDrive/nowhere"; @{ sku = $_.sku } } -ErrorVariable failure
        [pscustomobject]@{ sku = 'A' } | Invoke-WalmartApi /v3/price -Method Put -Body { @{ sku = $_.skuu } } -ErrorVariable +failure
        @($failure | Where-Object FullyQualifiedErrorId -Like 'InvalidArgument,*').Count | Should -Be 2
        Get-CallCount | Should -Be $before
    }
}

Describe 'Calls' {
    BeforeAll { Connect-Walmart @at -Credential (New-Credential) }

    AfterAll { Disconnect-Walmart }

    It 'follow every page, and stop when the pipeline stops' {
        $before = (Get-Received $emulator '/v3/orders').Count
        @(Invoke-WalmartApi /v3/orders -All | Select-Object -First 3).Count | Should -Be 3
        (Get-Received $emulator '/v3/orders').Count - $before | Should -Be 1
        @(Invoke-WalmartApi /v3/orders -All).Count | Should -Be 250
    }

    It 'set variables in the scope of their caller' {
        function Get-Status { $null = Invoke-WalmartApi /v3/orders -StatusCodeVariable status -ResponseHeadersVariable headers; $status, $headers.Count }
        $status, $count = Get-Status
        $status | Should -Be 200
        $count | Should -BeGreaterThan 1
    }

    It 'share one token over many runspaces' -Tag PowerShell7 -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $before = (Get-Received $emulator '/v3/token').Count
        $manifest = $env:WALMARTAUTH_MANIFEST
        $credential = New-Credential
        $answers = 1..32 | ForEach-Object -ThrottleLimit 16 -Parallel {
            Import-Module $using:manifest
            Connect-Walmart -BaseUri ($using:at).BaseUri -Program Marketplace -Credential $using:credential
            (Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }).list.meta.totalCount
        }
        $answers.Count | Should -Be 32
        (Get-Received $emulator '/v3/token').Count - $before | Should -Be 0
    }

    It 'work with a session in a thread job, which stays in this process' -Tag PowerShell7 -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $manifest = $env:WALMARTAUTH_MANIFEST
        $session = Get-WalmartSession
        $job = Start-ThreadJob { Import-Module $using:manifest; (Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -Session $using:session).list.meta.totalCount }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 250
    }

    It 'refuse a session in a job, which is another process, with advice' {
        $manifest = $env:WALMARTAUTH_MANIFEST
        $session = Get-WalmartSession
        $job = Start-Job { Import-Module $using:manifest; try { Invoke-WalmartApi /v3/orders -Session $using:session } catch { "$_" } }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -BeLike '*Connect-Walmart in this process*'
    }

    It 'refuse a session that was serialized, with advice' {
        $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-WalmartSession)))
        { Invoke-WalmartApi /v3/orders -Session $copy } | Should -Throw '*Connect-Walmart in this process*'
    }
}

Describe 'Secrets' {
    It 'are in no transcript and no error, with every stream enabled' {
        $file = Join-Path $TestDrive 'transcript.txt'
        $plain = Join-Path $TestDrive 'tokens.txt'
        $secret = Get-ClientSecret
        $wrong = 'canary+canary/canary=canary'
        $run = Invoke-Shell @"
`$null = Start-Transcript '$file'
`$at = @{ BaseUri = '$($emulator.Marketplace)'; Program = 'Marketplace' }
`$good = [pscredential]::new('$(Get-ClientId)', [Net.NetworkCredential]::new('', '$secret').SecurePassword)
`$bad = [pscredential]::new('$(Get-ClientId)', [Net.NetworkCredential]::new('', '$wrong').SecurePassword)
Connect-Walmart @at -Credential `$bad -Verbose -Debug -ErrorAction Continue
Test-WalmartCredential @at -Credential `$bad -Detailed -Verbose -Debug
Connect-Walmart @at -Credential `$good -Verbose -Debug
`$first = Get-WalmartToken -AsPlainText
Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -Verbose -Debug
Invoke-WalmartApi /v3/orders/nope -Verbose -Debug
Invoke-WalmartApi /v3/nothing -Method Post -Body @{ a = 1 } -Verbose -Debug
Get-WalmartToken -Detail -ForceRefresh -Verbose -Debug
Get-WalmartSession | Format-List *
if (Get-Command Get-Error -ErrorAction Ignore) { Get-Error -Newest 10 }
`$Error | ForEach-Object { `$_ | Format-List * -Force; `$_.Exception | Format-List * -Force; `$_ | ConvertTo-Json -Depth 3 -WarningAction Ignore }
`$null = Stop-Transcript
[IO.File]::WriteAllLines('$plain', [string[]](`$first, (Get-WalmartToken -AsPlainText)))
"@
        $tokens = [IO.File]::ReadAllLines($plain)
        $tokens[0] | Should -Not -Be $tokens[1]
        $all = ((Get-Content $file -Raw) -replace '(?m)^Host Application:.*$' -replace '\s') + ($run.Output + $run.Errors -replace '\s')
        $all.Length | Should -BeGreaterThan 5000
        foreach ($text in $secret, $wrong, "$(Get-ClientId):$secret", "$(Get-ClientId):$wrong", $tokens[0], $tokens[1]) {
            foreach ($form in Get-Form $text) {
                $all.IndexOf($form, [StringComparison]::OrdinalIgnoreCase) | Should -Be -1
            }
        }
    }

    It 'are masked for a runner outside PowerShell, so that no transcript gets the mask' {
        $file = Join-Path $TestDrive 'mask.txt'
        $run = Invoke-Shell @"
`$null = Start-Transcript '$file'
`$env:GITHUB_ACTIONS = 'true'
Connect-Walmart -BaseUri '$($emulator.Marketplace)' -Program Marketplace -Credential ([pscredential]::new('$(Get-ClientId)', [Net.NetworkCredential]::new('', '$(Get-ClientSecret)').SecurePassword))
`$token = Get-WalmartToken -AsPlainText -NoMask
'only now'
`$token = Get-WalmartToken -AsPlainText
`$null = Stop-Transcript
"@
        $run.Output | Should -Match '(?ms)^only now.*^::add-mask::\S{100,}'
        [regex]::Matches($run.Output, 'add-mask').Count | Should -Be 1
        Get-Content $file -Raw | Should -Not -Match 'add-mask'
    }
}
