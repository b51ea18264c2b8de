<#
.SYNOPSIS
    Runs the Pester suite on a package, laid out in a folder as a gallery's client would install it.
.DESCRIPTION
    Installs what the suite needs and is not there: Pester, SecretManagement, SecretStore. Made for CI.
#>
[CmdletBinding()]
param(
    # The .nupkg file that build.ps1 -Task Pack made.
    [Parameter(Mandatory)] [string] $Package
)

$ErrorActionPreference = 'Stop'
$Package = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Package)
foreach ($module in @{ Name = 'Pester'; MinimumVersion = '5.0' }, @{ Name = 'Microsoft.PowerShell.SecretManagement' }, @{ Name = 'Microsoft.PowerShell.SecretStore' }) {
    $installed = Get-Module -ListAvailable -Name $module.Name | Where-Object { -not $module.MinimumVersion -or $_.Version -ge $module.MinimumVersion }
    if (-not $installed) { Install-Module @module -Force -Scope CurrentUser -SkipPublisherCheck }
}

$root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
dotnet build ([IO.Path]::Combine($root, 'src', 'WalmartAuth.Emulator')) --configuration Release
if ($LASTEXITCODE) { throw 'The emulator could not be built.' }

$version = [regex]::Match([IO.Path]::GetFileName($Package), '^WalmartAuth\.(.+)\.nupkg$').Groups[1].Value
$folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), "walmartauth-package-$([guid]::NewGuid().ToString('N'))")
try {
    $installed = [IO.Path]::Combine($folder, 'WalmartAuth', $version)
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $installed)
    & ([IO.Path]::Combine($PSScriptRoot, 'Run.ps1')) -Configuration Release -Manifest ([IO.Path]::Combine($installed, 'WalmartAuth.psd1'))
    $code = $LASTEXITCODE
}
finally {
    if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
}

exit $code
