# Called by Run.ps1, which prepares the environment.
param([string] $ResultPath)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $configuration

# The reason why a test with a tag is skipped.
$reasons = @{
    SecretStore = $env:WALMARTAUTH_NO_SECRETSTORE
    PowerShell7 = 'PowerShell 7 is needed.'
    Analyzer    = 'PSScriptAnalyzer is not installed.'
}

# A test and its enclosing blocks, from the inside out.
function Get-Level($Test) {
    $Test
    for ($block = $Test.Block; $block; $block = $block.Parent) { $block }
}

function Get-Message($Item) {
    # Pester adds a message, and a stack trace without its own calls.
    $lines = foreach ($record in $Item.ErrorRecord) { if ($record.DisplayErrorMessage) { $record.DisplayErrorMessage, $record.DisplayStackTrace } else { "$record" } }
    @($lines) -join "`n"
}

$tests = @(
    foreach ($test in $run.Tests) {
        $levels = @(Get-Level $test)
        $reason = switch ("$($test.Result)") {
            'Passed' { $null }
            'Skipped' { @($test.ErrorRecord | ForEach-Object { "$_" }) + @($levels.Tag | Where-Object { $_ } | ForEach-Object { $reasons[$_] }) | Select-Object -First 1 }
            default { @($levels | ForEach-Object { Get-Message $_ } | Where-Object { $_ }) -join "`n" }
        }

        @{ Name = $test.ExpandedPath; Result = "$($test.Result)"; Reason = $reason }
    }

    # Failures outside tests: a file that cannot be read, a failed BeforeAll or AfterAll.
    foreach ($failed in $run.FailedContainers | Where-Object { $_.ErrorRecord }) { @{ Name = "$($failed.Item)"; Result = 'Failed'; Reason = Get-Message $failed } }
    foreach ($failed in $run.FailedBlocks | Where-Object { $_.ErrorRecord }) { @{ Name = "$($failed.ExpandedPath): BeforeAll or AfterAll"; Result = 'Failed'; Reason = Get-Message $failed } }
)

foreach ($test in $tests | Where-Object { $_.Result -eq 'Skipped' }) { "Skipped: $($test.Name): $($test.Reason)" }
$counts = foreach ($result in 'Passed', 'Failed', 'Skipped') { "$(@($tests | Where-Object { $_.Result -eq $result }).Count) $($result.ToLowerInvariant())" }
$vaults = if ($env:WALMARTAUTH_NO_SECRETSTORE) { 'a stand-in for SecretManagement' } else {
    @('SecretManagement', 'SecretStore' | ForEach-Object { "$_ $((Get-Module "Microsoft.PowerShell.$_" -ListAvailable)[0].Version)" }) -join ', '
}

$summary = "PowerShell $($PSVersionTable.PSVersion), Pester $((Get-Module Pester).Version), $vaults`: $($counts -join ', ')"
$summary
if ($ResultPath) {
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($ResultPath))
    [IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -Depth 3 @{ Summary = $summary; Tests = $tests }))
}

exit [int]($run.Result -ne 'Passed' -or $run.PassedCount -eq 0)
