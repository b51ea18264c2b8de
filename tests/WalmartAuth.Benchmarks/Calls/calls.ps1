# Run by the benchmark: prints milliseconds as one JSON object.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $env:BENCH_MODULE
$base = $env:BENCH_ADDRESS.TrimEnd('/')
Connect-Walmart -FromEnvironment -BaseUri $base -Program Marketplace
$headers = Get-WalmartToken -AsHeader -NoMask
$headers['WM_QOS.CORRELATION_ID'] = [guid]::NewGuid().ToString()
$headers['Accept'] = 'application/json'
$address = "$base/v3/items/SKU-000001"
$options = @{ Headers = $headers; SkipCertificateCheck = $true }
$null = Invoke-RestMethod $address @options -SessionVariable web

function Measure-Median([hashtable] $Ways, [int] $Rounds, [double] $Count) {
    $times = @{}
    foreach ($name in $Ways.Keys) { $times[$name] = [Collections.Generic.List[double]]::new() }
    # All are warm before the first measured round: the runtime recompiles hot code in the background.
    foreach ($name in $Ways.Keys) {
        $warm = [Diagnostics.Stopwatch]::StartNew()
        do { & $Ways[$name] } while ($warm.Elapsed.TotalSeconds -lt 5)
    }
    foreach ($round in 1..$Rounds) {
        foreach ($name in $Ways.Keys) {
            [GC]::Collect()
            $time = [Diagnostics.Stopwatch]::StartNew()
            & $Ways[$name]
            $times[$name].Add($time.Elapsed.TotalMilliseconds / $Count)
        }
    }
    $medians = @{}
    foreach ($name in $Ways.Keys) { $medians[$name] = @($times[$name] | Sort-Object)[[int][Math]::Floor($times[$name].Count / 2)] }
    $medians
}

if ($env:BENCH_FANOUT) {
    $skus = foreach ($i in 1..100) { [pscustomobject]@{ Sku = 'SKU-000001' } }
    $ways = @{
        module   = { $null = $skus | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 16 }
        parallel = { $null = $skus | ForEach-Object -Parallel { $o = $using:options; Invoke-RestMethod $using:address @o } -ThrottleLimit 16 }
    }
    Measure-Median $ways 5 1 | ConvertTo-Json -Compress
}
else {
    $ways = @{
        module  = { for ($i = 0; $i -lt 200; $i++) { $null = Invoke-WalmartApi /v3/items/SKU-000001 } }
        plain   = { for ($i = 0; $i -lt 200; $i++) { $null = Invoke-RestMethod $address @options } }
        session = { for ($i = 0; $i -lt 200; $i++) { $null = Invoke-RestMethod $address @options -WebSession $web } }
    }
    Measure-Median $ways 11 200 | ConvertTo-Json -Compress
}
