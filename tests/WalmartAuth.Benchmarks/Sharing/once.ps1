# Run by the benchmark in a new process: what a step of a few seconds does, in one of several ways.
param([string] $Way)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$address = $env:BENCH_ADDRESS.TrimEnd('/')

if ($Way -in 'prepare', 'shared') {
    $isReal = @(Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore).Count -gt 1
    # Where SecretStore is not installed: the stand-in of the tests, over a vault that keeps a file for each secret.
    if (-not $isReal) {
        $env:PSModulePath = $env:BENCH_STANDIN + [IO.Path]::PathSeparator + $env:PSModulePath
        $global:StandIn = @{
            Calls  = [Collections.Generic.List[string]]::new()
            Vaults = @{ Tokens = @{ Secrets = @{}; Extension = [IO.Path]::Combine($PSScriptRoot, 'FileVault'); Parameters = @{ Folder = $HOME } } }
        }
    }
}

switch ($Way) {
    prepare {
        if ($isReal) {
            Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
            Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -WarningAction Ignore
            Register-SecretVault Tokens -ModuleName Microsoft.PowerShell.SecretStore
        }

        if ($isReal) { 'SecretStore' } else { 'a stand-in' }
    }
    shared {
        Import-Module $env:BENCH_MODULE
        Connect-Walmart -FromEnvironment -BaseUri $address -Program Marketplace -TokenVault Tokens -WarningAction Stop
        $null = Invoke-WalmartApi /v3/items/SKU-000001
        [string](Get-WalmartSession).TokenSource
    }
    unshared {
        Import-Module $env:BENCH_MODULE
        Connect-Walmart -FromEnvironment -BaseUri $address -Program Marketplace
        $null = Invoke-WalmartApi /v3/items/SKU-000001
        [string](Get-WalmartSession).TokenSource
    }
    bare {
        $pair = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($env:WALMART_CLIENT_ID):$($env:WALMART_CLIENT_SECRET)"))
        $headers = @{ 'WM_SVC.NAME' = 'Walmart Marketplace'; 'WM_QOS.CORRELATION_ID' = [guid]::NewGuid().ToString(); Accept = 'application/json' }
        $token = Invoke-RestMethod "$address/v3/token" -Method Post -Headers ($headers + @{ Authorization = "Basic $pair" }) -Body @{ grant_type = 'client_credentials' }
        $null = Invoke-RestMethod "$address/v3/items/SKU-000001" -Headers ($headers + @{ 'WM_SEC.ACCESS_TOKEN' = $token.access_token })
    }
}
