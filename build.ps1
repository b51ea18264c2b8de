<#
.SYNOPSIS
    Builds, tests and packs WalmartAuth.
.DESCRIPTION
    All tasks need only the .NET SDK; Reproduce also needs git. Pester runs in the PowerShell that you call this from, with
    real vaults if SecretManagement and SecretStore are installed. Coverage measures how much of the module the xunit suite
    runs, and writes a report for each source file to artifacts/coverage. Reproduce builds this commit in two folders and
    compares the files. With a certificate, Sign signs the module folder, and Pack packs a signed one; without a
    certificate, nothing is signed. Without a key and a source, Publish only shows what it would do.
    Each task shows its dotnet command line. To run only a part of a task, run that command with more arguments.
.EXAMPLE
    ./build.ps1 -Task Test
.EXAMPLE
    ./build.ps1 -Task Publish -Source $gallery -ApiKey $key
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Tour', 'Pester', 'Help', 'Benchmark', 'Coverage', 'Reproduce', 'Sign', 'Pack', 'Publish')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # With -Task Sign, Pack and Publish, on Windows: a code signing certificate in Cert:\CurrentUser\My.
    [string] $CertificateThumbprint,

    # With a certificate: the timestamp server, so that the signature outlives the certificate.
    [string] $TimestampServer,

    # With -Task Publish: the address of the gallery's package endpoint.
    [string] $Source,

    # With -Task Publish: the key to push with. Without it, nothing is pushed.
    [string] $ApiKey
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$artifacts = [IO.Path]::Combine($root, 'artifacts')

# PowerShell removes a bare --, so quote it to pass it to dotnet.
function Invoke-Dotnet {
    $Host.UI.WriteLine("> dotnet $($args -join ' ')")
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-Git {
    & git -C $root @args
    if ($LASTEXITCODE -ne 0) { throw "git $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Add-Signature {
    if (-not $CertificateThumbprint) {
        $Host.UI.WriteLine('Nothing is signed: give -CertificateThumbprint to sign.')
        return
    }

    Invoke-Dotnet build ([IO.Path]::Combine($root, 'src', 'WalmartAuth')) --configuration $Configuration
    $signing = @{ Certificate = Get-Item "Cert:\CurrentUser\My\$CertificateThumbprint"; HashAlgorithm = 'SHA256' }
    if ($TimestampServer) { $signing.TimestampServer = $TimestampServer }
    foreach ($file in [IO.Directory]::GetFiles([IO.Path]::Combine($root, 'out', 'WalmartAuth'))) {
        $signature = Set-AuthenticodeSignature -FilePath $file @signing
        if ($signature.Status -ne 'Valid') { throw "$file could not be signed: $($signature.StatusMessage)" }
    }
}

function New-Package {
    # A build would replace the signed files.
    $signed = @(if ($CertificateThumbprint) { Add-Signature | Out-Host; '--no-build' })
    Invoke-Dotnet pack ([IO.Path]::Combine($root, 'src', 'WalmartAuth')) --configuration $Configuration --output $artifacts @signed | Out-Host
    $manifest = [IO.File]::ReadAllText([IO.Path]::Combine($root, 'WalmartAuth.psd1'))
    $version = foreach ($key in 'ModuleVersion', 'Prerelease') { [regex]::Match($manifest, "(?m)^\s*$key\s*=\s*'([^']+)'").Groups[1].Value }
    [IO.Path]::Combine($artifacts, "WalmartAuth.$(($version -ne '') -join '-').nupkg")
}

switch ($Task) {
    'Build' { Invoke-Dotnet build $root --configuration $Configuration }
    'Test' { Invoke-Dotnet test --solution ([IO.Path]::Combine($root, 'WalmartAuth.sln')) --configuration $Configuration }
    'Tour' { Invoke-Dotnet run --project ([IO.Path]::Combine($root, 'src', 'WalmartAuth.Tour')) --configuration $Configuration }
    'Pester' {
        Invoke-Dotnet build $root --configuration $Configuration
        & ([IO.Path]::Combine($root, 'tests', 'pester', 'Run.ps1')) -Configuration $Configuration
        if ($LASTEXITCODE -ne 0) { throw "The Pester suite failed." }
    }
    'Help' { Invoke-Dotnet run --project ([IO.Path]::Combine($root, 'src', 'WalmartAuth.HelpGenerator')) --configuration $Configuration '--' ([IO.Path]::Combine($root, 'docs')) ([IO.Path]::Combine($root, 'out', 'WalmartAuth', 'en-US')) }
    'Benchmark' { Invoke-Dotnet run --project ([IO.Path]::Combine($root, 'tests', 'WalmartAuth.Benchmarks')) --configuration Release }
    'Coverage' {
        $results = [IO.Path]::Combine($artifacts, 'coverage')
        if ([IO.Directory]::Exists($results)) { [IO.Directory]::Delete($results, $true) }
        # Not [WalmartAuth]*: PowerShell would replace it by the files that it matches.
        # Without --coverlet-exclude, coverlet excludes every assembly that is loaded before the tests start, the module too.
        Invoke-Dotnet test --project ([IO.Path]::Combine($root, 'tests', 'WalmartAuth.Tests')) --configuration Debug --coverlet --coverlet-include '[WalmartAuth]WalmartAuth*' --coverlet-exclude '[WalmartAuth.Tests]WalmartAuth*' --coverlet-output-format cobertura --results-directory $results
        Invoke-Dotnet tool exec dotnet-reportgenerator-globaltool@5.6.0 --yes '--' "-reports:$results/*.xml" "-targetdir:$results" '-reporttypes:TextSummary;Html'
        $summary = [IO.File]::ReadAllText([IO.Path]::Combine($results, 'Summary.txt'))
        if ($summary -match 'Coverable lines: 0\b') { throw 'Coverage is unknown: coverlet did not measure WalmartAuth.dll.' }
        $summary
    }
    'Reproduce' {
        $hashes = foreach ($name in 'first', 'second') {
            $tree = [IO.Path]::Combine([IO.Path]::GetTempPath(), "walmartauth-$name-$([guid]::NewGuid().ToString('N'))")
            Invoke-Git worktree add --quiet --detach $tree HEAD
            try {
                Invoke-Dotnet build ([IO.Path]::Combine($tree, 'src', 'WalmartAuth')) --configuration $Configuration | Out-Host
                $bytes = [IO.File]::ReadAllBytes([IO.Path]::Combine($tree, 'out', 'WalmartAuth', 'WalmartAuth.dll'))
                [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash($bytes)).Replace('-', '')
            }
            finally {
                Invoke-Git worktree remove --force $tree
            }
        }

        if ($hashes[0] -ne $hashes[1]) { throw "Two clean builds of one commit differ: WalmartAuth.dll is $($hashes[0]) and $($hashes[1])." }
        $Host.UI.WriteLine("Two clean builds of one commit are the same: WalmartAuth.dll is $($hashes[0]).")
    }
    'Sign' { Add-Signature }
    'Pack' { New-Package }
    'Publish' {
        $package = New-Package
        if ($Source -and $ApiKey) {
            # Only dotnet gets the key; Invoke-Dotnet would show it.
            & dotnet nuget push $package --source $Source --api-key $ApiKey
            if ($LASTEXITCODE -ne 0) { throw "dotnet nuget push failed with exit code $LASTEXITCODE." }
        }
        else {
            $Host.UI.WriteLine("Dry run: $package would be pushed. Give -Source and -ApiKey to push it.")
        }
    }
}
