<#
.SYNOPSIS
    Builds, tests and packs WalmartAuth.
.DESCRIPTION
    Everything but Pester needs only the .NET SDK. Publish shows what it would do, unless it is given a key and a source.
    Each task shows the command line that it gives to dotnet; for less than a whole task, type that with more arguments.
.EXAMPLE
    ./build.ps1 -Task Test
.EXAMPLE
    ./build.ps1 -Task Publish -Source $gallery -ApiKey $key
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Tour', 'Pester', 'Help', 'Benchmark', 'Pack', 'Publish')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # With -Task Publish: the address of the gallery's package endpoint.
    [string] $Source,

    # With -Task Publish: the key to push with. Without it nothing is pushed.
    [string] $ApiKey
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$artifacts = [IO.Path]::Combine($root, 'artifacts')

# PowerShell itself takes a bare -- away, so that it stands in quotes where dotnet is to get it.
function Invoke-Dotnet {
    $Host.UI.WriteLine("> dotnet $($args -join ' ')")
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Assert-Module([string] $Name, [string] $Why) {
    if (-not (Get-Module -ListAvailable -Name $Name)) {
        throw "The module $Name is needed $Why and is not installed. Install it with: Install-Module $Name -Scope CurrentUser"
    }
}

function Get-Package {
    Invoke-Dotnet pack ([IO.Path]::Combine($root, 'src', 'WalmartAuth')) --configuration $Configuration --output $artifacts | Out-Host
    $version = [regex]::Match([IO.File]::ReadAllText([IO.Path]::Combine($root, 'WalmartAuth.psd1')), "(?m)^\s*ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value
    [IO.Path]::Combine($artifacts, "WalmartAuth.$version.nupkg")
}

switch ($Task) {
    'Build' { Invoke-Dotnet build $root --configuration $Configuration }
    'Test' { Invoke-Dotnet test --solution ([IO.Path]::Combine($root, 'WalmartAuth.sln')) --configuration $Configuration }
    'Tour' { Invoke-Dotnet run --project ([IO.Path]::Combine($root, 'src', 'WalmartAuth.Tour')) --configuration $Configuration }
    'Pester' {
        Assert-Module Pester 'for the Pester suite'
        Assert-Module Microsoft.PowerShell.SecretManagement 'for the Pester suite'
        Assert-Module Microsoft.PowerShell.SecretStore 'for the Pester suite'
        Invoke-Dotnet build $root --configuration $Configuration
        & ([IO.Path]::Combine($root, 'tests', 'pester', 'Run.ps1')) -Configuration $Configuration
        if ($LASTEXITCODE -ne 0) { throw "The Pester suite failed." }
    }
    'Help' { Invoke-Dotnet run --project ([IO.Path]::Combine($root, 'src', 'WalmartAuth.HelpGenerator')) --configuration $Configuration '--' ([IO.Path]::Combine($root, 'docs')) ([IO.Path]::Combine($root, 'out', 'WalmartAuth', 'en-US')) }
    'Benchmark' { Invoke-Dotnet run --project ([IO.Path]::Combine($root, 'tests', 'WalmartAuth.Benchmarks')) --configuration Release }
    'Pack' { Get-Package }
    'Publish' {
        $package = Get-Package
        if ($Source -and $ApiKey) {
            # The key goes to dotnet alone; Invoke-Dotnet would show it.
            & dotnet nuget push $package --source $Source --api-key $ApiKey
            if ($LASTEXITCODE -ne 0) { throw "dotnet nuget push failed with exit code $LASTEXITCODE." }
        }
        else {
            $Host.UI.WriteLine("Dry run: $package would be pushed. Give -Source and -ApiKey to push it.")
        }
    }
}
