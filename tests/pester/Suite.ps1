# Called by Run.ps1, which prepares the environment.
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration
"PowerShell $($PSVersionTable.PSVersion), Pester $((Get-Module Pester).Version), SecretManagement $((Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable)[0].Version), SecretStore $((Get-Module Microsoft.PowerShell.SecretStore -ListAvailable)[0].Version): $($result.PassedCount) passed, $($result.FailedCount) failed"
exit [int]($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)
