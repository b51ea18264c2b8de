<#
.SYNOPSIS
    Runs the Pester suite in a new PowerShell with a temporary home folder, so that no vault of yours is touched.
.DESCRIPTION
    Needs the built solution, which contains the emulator and Pester. If Microsoft.PowerShell.SecretManagement and
    Microsoft.PowerShell.SecretStore are installed, the suite uses them. Otherwise, it uses a stand-in and skips the tests
    that need the real modules. On Windows, the vaults of an account cannot be moved, so the suite uses the stand-in if the
    account has any. The exit code is 0 if no test failed.
#>
[CmdletBinding()]
param(
    # The build configuration of the emulator and the test project.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The manifest of the module to test; the built one by default.
    [string] $Manifest = [IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'WalmartAuth', 'WalmartAuth.psd1'),

    # A JSON file to write the results to.
    [string] $ResultPath,

    # Fail instead of skipping tests if SecretManagement and SecretStore cannot be used.
    [switch] $RequireSecretStore,

    # On Windows: use SecretStore even if this account has vaults. The suite unregisters them and empties its SecretStore.
    [switch] $ResetVaults
)

$ErrorActionPreference = 'Stop'
Import-Module ([IO.Path]::Combine($PSScriptRoot, 'Support.psm1')) -Force

function Get-Obstacle {
    $missing = @('Microsoft.PowerShell.SecretManagement', 'Microsoft.PowerShell.SecretStore' | Where-Object { -not (Get-Module -ListAvailable -Name $_) })
    if ($missing) { return "Not installed: $($missing -join ', ')." }
    $vaults = [IO.Path]::Combine([Environment]::GetFolderPath('LocalApplicationData'), 'Microsoft', 'PowerShell', 'secretmanagement')
    if ([Environment]::OSVersion.Platform -eq 'Win32NT' -and [IO.Directory]::Exists($vaults) -and -not $ResetVaults) {
        "This account has vaults, in $vaults, and the suite would empty them. Run it as another account, or, if they hold nothing you need: $PSCommandPath -ResetVaults"
    }
}

$obstacle = Get-Obstacle
if ($obstacle -and $RequireSecretStore) { throw $obstacle }

function Get-Built([string] $Project, [string] $Name) {
    $path = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', $Project, 'bin', $Configuration, 'net10.0', $Name))
    if (-not (Test-Path $path)) { throw "$path does not exist. Build it with: dotnet build --configuration $Configuration" }
    $path
}

$folder = [IO.Directory]::CreateDirectory([IO.Path]::Combine([IO.Path]::GetTempPath(), "walmartauth-pester-$([guid]::NewGuid().ToString('N'))")).FullName
$modulePath = @(
    Get-Built 'tests/WalmartAuth.PesterTests' 'Modules'
    if ($obstacle) { Get-StandInFolder }
    # PowerShell looks for a user's modules in the home folder, which has changed.
    $env:PSModulePath
)
$saved = @{}
$own = @{
    # SecretStore keeps its files here, except on Windows.
    HOME                       = $folder
    WALMARTAUTH_MANIFEST       = [IO.Path]::GetFullPath($Manifest)
    WALMARTAUTH_EMULATOR       = Get-Built 'src/WalmartAuth.Emulator' 'WalmartAuth.Emulator.dll'
    WALMARTAUTH_NO_SECRETSTORE = $obstacle
    PSModulePath               = $modulePath -join [IO.Path]::PathSeparator
    # The suite itself may run in CI; each test controls what it writes to a runner.
    GITHUB_ACTIONS             = $null
    TF_BUILD                   = $null
}

try {
    foreach ($name in $own.Keys) {
        $saved[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $own[$name])
    }

    $shell = Get-Shell
    $arguments = $shell.Arguments + @('-NoProfile', '-NonInteractive', '-File', [IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    if ($ResultPath) { $arguments += '-ResultPath', $PSCmdlet.GetUnresolvedProviderPathFromPSPath($ResultPath) }
    & $shell.Program @arguments
    $code = $LASTEXITCODE
}
finally {
    foreach ($name in $saved.Keys) { [Environment]::SetEnvironmentVariable($name, $saved[$name]) }
    [IO.Directory]::Delete($folder, $true)
}

exit $code
