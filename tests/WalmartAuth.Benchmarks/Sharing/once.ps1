# Run by the benchmark in a new process: what a short task does. The credential comes from a vault, or from variables.
param([string] $Way)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$address = $env:BENCH_ADDRESS.TrimEnd('/')
$stored = [pscredential]::new($env:WALMART_CLIENT_ID, [Net.NetworkCredential]::new('', $env:WALMART_CLIENT_SECRET).SecurePassword)

# If SecretStore is not installed: the stand-in of the tests, with a vault that keeps a file for each token.
if ($env:BENCH_VAULT -eq 'a stand-in') {
    $env:PSModulePath = $env:BENCH_STANDIN + [IO.Path]::PathSeparator + $env:PSModulePath
    $global:StandIn = @{
        Calls  = [Collections.Generic.List[string]]::new()
        Vaults = @{
            Local  = @{ Secrets = @{ Walmart = $stored } }
            Tokens = @{ Secrets = @{}; Extension = [IO.Path]::Combine($PSScriptRoot, 'FileVault'); Parameters = @{ Folder = $HOME } }
        }
    }
}

$from = if ($Way -like '*Variables') { @{ FromEnvironment = $true } } else { @{ SecretName = 'Walmart'; Vault = 'Local' } }
switch -Wildcard ($Way) {
    Prepare {
        if (@(Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore).Count -lt 2) { return 'a stand-in' }
        Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
        Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -WarningAction Ignore
        'Local', 'Tokens' | ForEach-Object { Register-SecretVault $_ -ModuleName Microsoft.PowerShell.SecretStore }
        Set-Secret Walmart -Secret $stored -Vault Local
        'SecretStore'
    }
    '*hared*' {
        Import-Module $env:BENCH_MODULE
        $share = if ($Way -like 'Shared*') { @{ TokenVault = 'Tokens'; WarningAction = 'Stop' } } else { @{} }
        Connect-Walmart @from @share -BaseUri $address -Program Marketplace
        $null = Invoke-WalmartApi /v3/items/SKU-000001
        [string](Get-WalmartSession).TokenSource
    }
    Bare {
        $credential = Get-Secret Walmart -Vault Local
        $pair = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($credential.UserName):$($credential.GetNetworkCredential().Password)"))
        $headers = @{ 'WM_SVC.NAME' = 'Walmart Marketplace'; 'WM_QOS.CORRELATION_ID' = [guid]::NewGuid().ToString(); Accept = 'application/json' }
        $token = Invoke-RestMethod "$address/v3/token" -Method Post -Headers ($headers + @{ Authorization = "Basic $pair" }) -Body @{ grant_type = 'client_credentials' }
        $null = Invoke-RestMethod "$address/v3/items/SKU-000001" -Headers ($headers + @{ 'WM_SEC.ACCESS_TOKEN' = $token.access_token })
    }
}
