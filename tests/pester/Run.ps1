<#
.SYNOPSIS
    Runs the Pester suite in a PowerShell of its own, with a home folder of its own, so that no vault of yours is touched.
    On Windows an account's vaults cannot be put elsewhere: there it refuses to run where it finds any.
.DESCRIPTION
    Needs Pester 5 or later, Microsoft.PowerShell.SecretManagement and Microsoft.PowerShell.SecretStore, and the built
    emulator. Exit code 0 when every test passed.
#>
[CmdletBinding()]
param(
    # Which build of the emulator to use.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The manifest of the module to test; the built one by default.
    [string] $Manifest = [IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'WalmartAuth', 'WalmartAuth.psd1'),

    # On Windows: run although this account has vaults. The suite unregisters them and empties its SecretStore.
    [switch] $ResetVaults
)

$ErrorActionPreference = 'Stop'
$vaults = [IO.Path]::Combine([Environment]::GetFolderPath('LocalApplicationData'), 'Microsoft', 'PowerShell', 'secretmanagement')
if ([Environment]::OSVersion.Platform -eq 'Win32NT' -and [IO.Directory]::Exists($vaults) -and -not $ResetVaults) {
    throw "This account has vaults, in $vaults, and the suite would empty them. Run it as another account, or, if they hold nothing you need: $PSCommandPath -ResetVaults"
}

$shell = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
$folder = [IO.Directory]::CreateDirectory([IO.Path]::Combine([IO.Path]::GetTempPath(), "walmartauth-pester-$([guid]::NewGuid().ToString('N'))")).FullName
$kept = @{}
$own = @{
    # SecretStore keeps its files here, but on Windows.
    HOME                     = $folder
    WALMARTAUTH_MANIFEST     = [IO.Path]::GetFullPath($Manifest)
    WALMARTAUTH_EMULATOR     = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'WalmartAuth.Emulator', 'bin', $Configuration, 'net10.0', 'WalmartAuth.Emulator.dll'))
    # Modules of the user are looked for in the home folder, which is another one now.
    PSModulePath             = $env:PSModulePath
    # The suite itself may run in CI; what it says to a runner is a test's own business.
    GITHUB_ACTIONS           = $null
    TF_BUILD                 = $null
}

try {
    foreach ($name in $own.Keys) {
        $kept[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $own[$name])
    }

    & $shell -NoProfile -NonInteractive -File ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $code = $LASTEXITCODE
}
finally {
    foreach ($name in $kept.Keys) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) }
    [IO.Directory]::Delete($folder, $true)
}

exit $code
