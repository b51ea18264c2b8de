# Run by the benchmark: prints milliseconds as one JSON object.
$ErrorActionPreference = 'Stop'
Import-Module $env:BENCH_MODULE
$text = [IO.File]::ReadAllText($env:BENCH_PAGE)
$parse = (Get-Command Invoke-WalmartApi).ImplementingType.Assembly.GetType('WalmartAuth.Json.JsonReader').GetMethod('ReadForPowerShell').CreateDelegate([Func[string, bool, object]])
$times = @{ module = [Collections.Generic.List[double]]::new(); convertFromJson = [Collections.Generic.List[double]]::new() }
foreach ($round in 0..14) {
    [GC]::Collect()
    $time = [Diagnostics.Stopwatch]::StartNew()
    for ($i = 0; $i -lt 20; $i++) { $null = $parse.Invoke($text, $false) }
    $module = $time.Elapsed.TotalMilliseconds / 20
    [GC]::Collect()
    $time.Restart()
    for ($i = 0; $i -lt 20; $i++) { $null = ConvertFrom-Json -InputObject $text }
    $other = $time.Elapsed.TotalMilliseconds / 20
    if ($round -gt 3) { $times.module.Add($module); $times.convertFromJson.Add($other) }
}
@{ module = @($times.module | Sort-Object)[5]; convertFromJson = @($times.convertFromJson | Sort-Object)[5] } | ConvertTo-Json -Compress
