# Run by the benchmark: prints milliseconds as one JSON object.
$ErrorActionPreference = 'Stop'
$time = [Diagnostics.Stopwatch]::StartNew()
Import-Module $env:BENCH_MODULE
$import = $time.Elapsed.TotalMilliseconds
@{ import = $import } | ConvertTo-Json -Compress
