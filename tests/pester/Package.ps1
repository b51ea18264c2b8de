<#
.SYNOPSIS
    Runs the Pester suite on a package, laid out in a folder as a gallery's client would install it.
.DESCRIPTION
    Installs SecretManagement and SecretStore, in the versions that the suite is known to pass with. Made for CI.
#>
[CmdletBinding()]
param(
    # The .nupkg file that build.ps1 -Task Pack made.
    [Parameter(Mandatory)] [string] $Package
)

$ErrorActionPreference = 'Stop'
$Package = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Package)
foreach ($module in @{ Name = 'Microsoft.PowerShell.SecretManagement'; RequiredVersion = '1.1.2' }, @{ Name = 'Microsoft.PowerShell.SecretStore'; RequiredVersion = '1.0.6' }) {
    if (-not (Get-Module -ListAvailable -Name $module.Name | Where-Object { "$($_.Version)" -eq $module.RequiredVersion })) { Install-Module @module -Force -Scope CurrentUser }
}

# The emulator, and Pester.
$root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
dotnet build ([IO.Path]::Combine($root, 'tests', 'WalmartAuth.PesterTests')) --configuration Release
if ($LASTEXITCODE) { throw 'The emulator could not be built.' }

# The folder of an installed module has the version without the prerelease label.
$version = [regex]::Match([IO.Path]::GetFileName($Package), '^WalmartAuth\.([0-9.]+)(-.+)?\.nupkg$').Groups[1].Value
$folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), "walmartauth-package-$([guid]::NewGuid().ToString('N'))")
try {
    $installed = [IO.Path]::Combine($folder, 'WalmartAuth', $version)
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $installed)
    & ([IO.Path]::Combine($PSScriptRoot, 'Run.ps1')) -Configuration Release -Manifest ([IO.Path]::Combine($installed, 'WalmartAuth.psd1')) -RequireSecretStore
    $code = $LASTEXITCODE
}
finally {
    if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
}

exit $code
