# Each recipe of docs/recipes.md, exactly as printed, and its results.
BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-Module $env:WALMARTAUTH_MANIFEST -Force
    [IO.File]::WriteAllText([IO.Path]::Combine($TestDrive, 'emulator.json'), '{ "shops": 3, "deadShops": [3], "reportPolls": 2, "seeds": { "orders": 1000, "orderLines": 3, "items": 5200 } }')
    $emulator = Start-Emulator "--limits documented --configuration `"$([IO.Path]::Combine($TestDrive, 'emulator.json'))`""
    Initialize-Vault
    # The first lines of the page; the reader types the credential at the prompt.
    $page = [IO.File]::ReadAllText([IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'recipes.md')) -replace "`r"
    . ([scriptblock]::Create([regex]::Match($page, '`(Set-Secret [^`]+)`').Groups[1].Value.Replace('Get-Credential', 'New-Credential')))
    . ([scriptblock]::Create([regex]::Match($page, '`(\$PSDefaultParameterValues[^`]+)`').Groups[1].Value.Replace('$PSDefaultParameterValues', '$global:PSDefaultParameterValues').Replace('http://127.0.0.1:5080', $emulator.Marketplace)))
    foreach ($number in 1..3) {
        Set-Secret "shop-0$number" -Secret @{ ClientId = "c0ffee00-7a11-4e3a-9d52-00000000000$number"; ClientSecret = "Emulator-Only_shop-0${number}_5hZtW9pCk3XrM7vB"; Program = 'Marketplace' }
    }

    # Only the address and the poll interval differ from what a reader uses.
    $global:PSDefaultParameterValues['Test-WalmartCredential:BaseUri'] = $emulator.Marketplace
    $global:PSDefaultParameterValues['Invoke-WalmartApi:PollIntervalSec'] = 1

    function Get-Block([string] $Page, [string] $Heading, [int] $Number = 0) {
        $text = [IO.File]::ReadAllText([IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', $Page)) -replace "`r"
        $section = ($text -split '(?m)^## ' | Where-Object { $_.StartsWith("$Heading`n") })
        [regex]::Matches($section, '(?s)```powershell\n(.*?)```')[$Number].Groups[1].Value
    }

    function Invoke-Recipe([string] $Heading, [string] $Code = (Get-Block recipes.md $Heading)) {
        $Code | Should -Not -BeNullOrEmpty
        # A reader's default, not this run's.
        $ErrorActionPreference = 'Continue'
        & ([scriptblock]::Create($Code))
    }

    # Walmart's data, read without the recipe.
    function Get-Order([hashtable] $Query = @{}) { Connect-Walmart Walmart; Invoke-WalmartApi /v3/orders -Query $Query -All }
    function Get-Price([string] $Sku) { [decimal](Invoke-WalmartApi '/v3/items/{sku}' -InputObject $Sku).ItemResponse[0].price.amount }
    function Write-File([string] $Name, [string[]] $Line) { [IO.File]::WriteAllLines([IO.Path]::Combine($TestDrive, $Name), $Line) }
    function Read-Csv([string] $Name) { @(Import-Csv ([IO.Path]::Combine($TestDrive, $Name)) -Encoding utf8) }
}

AfterAll {
    foreach ($name in 'Connect-Walmart:BaseUri', 'Test-WalmartCredential:BaseUri', 'Invoke-WalmartApi:PollIntervalSec') { $global:PSDefaultParameterValues.Remove($name) }
    Remove-Module WalmartAuth
    Stop-Emulator $emulator
}

Describe 'The task of docs/runbooks.md' {
    It 'writes a line for each order line' {
        Push-Location $TestDrive
        try { Invoke-Recipe task (Get-Block runbooks.md 'A scheduled task or a service' 2) } finally { Pop-Location }

        $text = [IO.File]::ReadAllText([IO.Path]::Combine($TestDrive, 'released.csv'))
        $text | Should -Not -BeLike '*System.Object*'
        $text | Should -Not -BeLike '*@{*'
        $rows = Read-Csv released.csv
        $rows.Count | Should -BeGreaterThan 250
        "$($rows[0].lineNumber) $($rows[0].sku) $($rows[0].quantity)" | Should -Be '1 SKU-000000 1'
    }
}

Describe 'A recipe' {
    BeforeEach { Push-Location $TestDrive }
    AfterEach { Pop-Location; Disconnect-Walmart * -ErrorAction Ignore }

    It 'is tested here for each heading of the page' {
        $self = [IO.File]::ReadAllText([IO.Path]::Combine($PSScriptRoot, 'Recipes.Tests.ps1'))
        foreach ($found in [regex]::Matches($page, '(?m)^## (.+)$')) { $self | Should -BeLike "*Invoke-Recipe '$($found.Groups[1].Value)'*" }
    }

    It 'uploads a feed, waits for it and lists the items that failed' {
        Write-File inventory.json '{"InventoryHeader":{"version":"1.4"},"Inventory":[{"sku":"SKU-000000","quantity":{"unit":"EACH","amount":5}},{"sku":"BAD-1","quantity":{"unit":"EACH","amount":5}},{"sku":"NO-SUCH-SKU","quantity":{"unit":"EACH","amount":5}}]}'

        Invoke-Recipe 'Upload a feed, wait for it, and list the items that failed' | Should -Be 'PROCESSED: 1 of 3 items succeeded.'

        $rows = Read-Csv failed-items.csv
        "$($rows.sku)" | Should -Be 'BAD-1 NO-SUCH-SKU'
        "$($rows.ingestionStatus)" | Should -Be 'DATA_ERROR DATA_ERROR'
        $rows[1].error | Should -Be 'No item has this SKU.'
        @(Get-Received $emulator | Where-Object { $_.path -like '/v3/feeds/*' -and $_.query -notlike '*includeDetails*' }).Count | Should -Be 3
    }

    It 'requests a report, waits for it and reads it' {
        Invoke-Recipe 'Request a report, wait for it, and read it' | Should -HaveCount 5
        $rows = Get-ChildItem report/*.csv | Import-Csv -Encoding utf8
        $rows | Should -HaveCount 5200
        $rows[7].SKU | Should -Be "A&B 50%+#$([char]0xe9)/000007"
        (Get-Received $emulator | Where-Object { $_.site -eq 'Files' }).accessToken | Should -BeNullOrEmpty
    }

    It 'acknowledges all new orders, and none if there are none' {
        $new = @(Get-Order @{ status = 'Created' }).Count
        $new | Should -Be 250

        Invoke-Recipe 'Acknowledge all new orders' | Should -Be "$new of $new orders were acknowledged."

        @(Get-Order @{ status = 'Created' }) | Should -HaveCount 0
        @(Get-Received $emulator | Where-Object { $_.path -like '*/acknowledge' } | Sort-Object path -Unique) | Should -HaveCount $new
        Invoke-Recipe 'Acknowledge all new orders' | Should -Be '0 of 0 orders were acknowledged.'
    }

    It 'lists the orders that were not acknowledged' {
        $null = Invoke-RestMethod "$($emulator.Control)faults" -Method Post -ContentType application/json -Body '{ "kind": "Status", "statusCode": 409, "method": "POST", "pathPrefix": "/v3/orders/", "times": 1 }'
        $code = (Get-Block recipes.md 'Acknowledge all new orders').Replace("'Created'", "'Acknowledged'")

        $output = @(Invoke-Recipe 'Acknowledge all new orders' $code)

        $output[0] | Should -Match '^(\d+) of (\d+) orders'
        $output[1].ErrorId | Should -Be RequestFailed
        $output[1].purchaseOrderId | Should -Match '^\d{15}$'
    }

    It 'sets 5,000 prices by a feed, and the file of failures is the input of the next run' {
        $lines = foreach ($index in 0..4999) {
            $sku = switch ($index % 10) { 3 { "WM SKU/$($index.ToString('D6'))" } 7 { "A&B 50%+#$([char]0xe9)/$($index.ToString('D6'))" } default { "SKU-$($index.ToString('D6'))" } }
            if ($index -in 10, 4000) { $sku = "NO-SUCH-$index" }
            '"{0}",{1}.25' -f $sku, ($index + 1)
        }
        Write-File prices.csv (@('sku,price') + $lines)

        Invoke-Recipe 'Set 5,000 prices from a file' | Should -Be 'PROCESSED: 4998 of 5000 prices were set.'

        Connect-Walmart Walmart
        Get-Price 'SKU-000000' | Should -Be 1.25
        Get-Price 'SKU-004999' | Should -Be 5000.25
        "$((Read-Csv failures.csv) | ForEach-Object { "$($_.sku)=$($_.price)" })" | Should -Be 'NO-SUCH-10=11.25 NO-SUCH-4000=4001.25'

        Copy-Item failures.csv prices.csv
        Invoke-Recipe 'Set 5,000 prices from a file' | Should -Be 'PROCESSED: 0 of 2 prices were set.'
    }

    It 'sends no price feed with an invalid price' -ForEach '12,50', 'abc', '' {
        Write-File prices.csv 'sku,price', 'SKU-000001,1.50', "SKU-000002,`"$_`""
        $before = @(Get-Received $emulator | Where-Object { $_.method -eq 'POST' -and $_.path -eq '/v3/feeds' }).Count

        { Invoke-Recipe 'Set 5,000 prices from a file' } | Should -Throw

        @(Get-Received $emulator | Where-Object { $_.method -eq 'POST' -and $_.path -eq '/v3/feeds' }).Count | Should -Be $before
    }

    It 'sets prices by calls, and the file of failures is complete and the input of the next run' {
        Write-File prices.csv (@('sku,price', 'NO-SUCH-SKU,1.50', 'SKU-000001,"12,50"') + (0..12 | ForEach-Object { 20, 21, 22, 24, 25, 26, 28, 29 | ForEach-Object { "SKU-0000$_,7.77" } }) + 'SKU-000040,7.77', 'SKU-000041,7.77', 'SKU-000042,7.77')
        $sent = 2 + 104 + 3

        $reasons = @(Invoke-Recipe 'Set up to a hundred prices, one call each')

        # A hundred per hour: the rows that a SKU or the limit blocked, and the one that was never sent.
        $rows = Read-Csv failures.csv
        ($rows[0].PSObject.Properties.Name) -join ',' | Should -Be 'sku,price'
        $rows | Should -HaveCount $reasons.Count
        "$($reasons[0].ErrorId) $($reasons[1].ErrorId)" | Should -Be 'NotFound InvalidArgument'
        "$($rows[1].sku) $($rows[1].price)" | Should -Be 'SKU-000001 12,50'
        @($reasons | Where-Object { $_.ErrorId -eq 'Throttled' }).Count | Should -BeGreaterThan 0
        @($reasons | Where-Object { $_.ErrorId -eq 'Throttled' -and -not $_.RetryAt }) | Should -HaveCount 0
        $set = @(Get-Received $emulator '/v3/price' | Where-Object { $_.statusCode -eq 200 }).Count
        $set + $rows.Count | Should -Be $sent

        $null = Invoke-RestMethod "$($emulator.Control)settings" -Method Put -ContentType application/json -Body '{ "limits": { "PUT /v3/price": { "size": 1000000, "perSecond": 1000000 } } }'
        Copy-Item failures.csv prices.csv
        $again = @(Invoke-Recipe 'Set up to a hundred prices, one call each')
        "$($again.ErrorId)" | Should -Be 'NotFound InvalidArgument'
        Get-Price 'SKU-000042' | Should -Be 7.77
    }

    It 'leaves an empty file of failures if nothing failed' {
        Write-File failures.csv 'sku,price', 'OLD,1'
        Write-File prices.csv 'sku,price', 'SKU-000050,9.99'

        Invoke-Recipe 'Set up to a hundred prices, one call each' | Should -BeNullOrEmpty

        Read-Csv failures.csv | Should -HaveCount 0
    }

    It 'writes all orders of last month, one line for each order line' {
        Invoke-Recipe 'Write all orders of last month to a file'

        $text = [IO.File]::ReadAllText([IO.Path]::Combine($TestDrive, 'orders.csv'))
        $text | Should -Not -BeLike '*System.Object*'
        $text | Should -Not -BeLike '*@{*'
        $today = [datetime]::UtcNow.Date
        $first = [datetimeoffset]$today.AddDays(1 - $today.Day)
        $orders = @(Get-Order | Where-Object { $_.orderDate -lt $first.ToUnixTimeMilliseconds() -and $_.orderDate -ge $first.AddMonths(-1).ToUnixTimeMilliseconds() })
        $orders.Count | Should -BeGreaterThan 300
        $expected = foreach ($order in $orders) { foreach ($line in $order.orderLines.orderLine) { "$($order.purchaseOrderId) $($line.lineNumber) $($line.item.sku) 1" } }
        $rows = Read-Csv orders.csv
        Compare-Object $expected ($rows | ForEach-Object { "$($_.purchaseOrderId) $($_.lineNumber) $($_.sku) $($_.quantity)" }) | Should -BeNullOrEmpty
        $rows.Count | Should -BeGreaterThan $orders.Count
        $rows[0].orderDate | Should -BeLike "$($first.AddMonths(-1).ToString('yyyy-MM'))-*Z"
        $rows[0].currency | Should -Be USD
        [decimal]$rows[0].charges | Should -BeGreaterThan 0
    }

    It 'checks all keys and says which will fail' {
        $said = [Collections.Generic.List[string]]::new()
        { Invoke-Recipe 'Check all keys each night' | ForEach-Object { $said.Add($_) } } | Should -Throw '1 of 3 keys will fail; 0 could not be tested.'
        "$said" | Should -BeLike 'shop-03 will fail: *'

        $rows = Read-Csv keys.csv
        "$($rows | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Succeeded)" })" | Should -Be 'shop-01=True shop-02=True shop-03=False'
        $bad = $rows | Where-Object { $_.Name -eq 'shop-03' }
        $bad.FailedChecks | Should -Match 'TokenCall'
        $bad.NextStep | Should -Not -BeNullOrEmpty
    }

    It 'makes one report for many sellers, without the one whose key is dead' {
        $output = Invoke-Recipe 'One report for many sellers' 2>&1

        @($output | Where-Object { $_ -is [Management.Automation.ErrorRecord] }).Count | Should -Be 1
        "$($output[0])" | Should -BeLike 'shop-03*'
        $rows = Read-Csv all-items.csv
        "$($rows | Group-Object seller | ForEach-Object { "$($_.Name)=$($_.Count)" })" | Should -Be 'shop-01=5200 shop-02=5200'
        # The prices of each shop end in its own cents.
        @($rows | Where-Object { $_.seller -eq 'shop-02' -and $_.PRICE -notlike '*.01' }) | Should -HaveCount 0
    }
}
