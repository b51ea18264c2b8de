# The tour: each command as typed, its output in PowerShell, and a check that it did what the tour says.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Gateway,
    [Parameter(Mandatory)] [string] $ClientId,
    [Parameter(Mandatory)] [string] $ClientSecret
)

$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$redirected = [Console]::IsOutputRedirected
if ($redirected) { $PSStyle.OutputRendering = 'PlainText' }

$failed = [Collections.Generic.List[string]]::new()

# Without a console, PowerShell assumes 80 columns and would wrap the tables.
function Show($Objects) {
    if ($redirected) { $Objects | Out-String -Stream -Width 120 | ForEach-Object { $Host.UI.WriteLine($_) } }
    else { $Objects | Out-Default }
}

# Shows a command and its output, then runs the check. In the check, $result is the output of the command, $problem
# its error and $notices its warnings. It is dot-sourced, so that a variable set in one step is available in the next.
# The command runs from its text, so that its errors look the same as at a prompt.
function Step([string] $Title, [scriptblock] $Command, [scriptblock] $Check) {
    $typed = $Command.ToString().Trim()
    $Host.UI.WriteLine('')
    $Host.UI.WriteLine("# $Title")
    $Host.UI.WriteLine("PS> $typed")
    $streams = @(try { . ([scriptblock]::Create($typed)) 2>&1 3>&1 } catch { $_ })
    $problem = $streams | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Select-Object -First 1
    $notices = @($streams | Where-Object { $_ -is [Management.Automation.WarningRecord] })
    $result = @($streams | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] -and $_ -isnot [Management.Automation.WarningRecord] })

    Show $result
    foreach ($notice in $notices) { $Host.UI.WriteWarningLine($notice.Message) }
    if ($problem) { Show $problem }
    if (-not (& $Check)) {
        $Host.UI.WriteLine("!!! This is not what the tour says. !!!")
        $failed.Add($Title)
    }
}

$credential = [pscredential]::new($ClientId, [Net.NetworkCredential]::new('', $ClientSecret).SecurePassword)
$wrong = [pscredential]::new($ClientId, [Net.NetworkCredential]::new('', 'not-the-secret-that-belongs-to-this-id').SecurePassword)

$Host.UI.WriteLine("WalmartAuth on PowerShell $($PSVersionTable.PSVersion), on the emulator at $Gateway. No request goes to Walmart.")
$Host.UI.WriteLine("While the tour runs, ${Gateway}_emulator/ shows its calls, tokens and retries in a browser.")

. Step 'Import the module and list its cmdlets' {
    Import-Module $Module
    Get-Command -Module WalmartAuth -CommandType Cmdlet
} { $result.Count -eq (Import-PowerShellDataFile $Module).CmdletsToExport.Count }

. Step 'Connect: the secret is exchanged for a token, once' {
    Connect-Walmart -Credential $credential -Program Marketplace -BaseUri $Gateway
} { -not $problem -and (Get-WalmartSession) }

. Step 'Show the session, which contains no secrets' {
    Get-WalmartSession
} { $result.Count -eq 1 -and $result[0].TokenRequests -eq 1 }

. Step 'Show the token: cached for 15 minutes, as a SecureString' {
    Get-WalmartToken
} { $result[0].Token -is [securestring] -and $result[0].Remaining.TotalMinutes -gt 14 }

. Step 'Make a call: the response is returned as objects' {
    (Invoke-WalmartApi /v3/orders -Query @{ limit = 3 }).list.elements.order |
        ForEach-Object { [pscustomobject]@{ Order = $_.purchaseOrderId; Customer = $_.customerOrderId; Type = $_.orderType } }
} { $result.Count -eq 3 }

. Step 'Read every page: -All follows the cursor and writes each row' {
    $orders = Invoke-WalmartApi /v3/orders -All
    "$($orders.Count) orders"
} { $result[0] -match '^\d{2,} orders$' }

. Step 'Make many calls: one per pipeline object, four at a time, in order' {
    $skus = (Invoke-WalmartApi /v3/items -Query @{ limit = 5 }).ItemResponse
    $skus | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 4 |
        ForEach-Object { [pscustomobject]@{ Sku = $_.ItemResponse[0].sku; Name = $_.ItemResponse[0].productName } }
} { $result.Count -eq 5 -and (@($result | ForEach-Object Sku) -join ',') -eq (@($skus | ForEach-Object sku) -join ',') }

. Step 'Preview a write: nothing is sent' {
    Invoke-WalmartApi /v3/price -Method Put -Body @{ sku = $skus[0].sku } -WhatIf
} { $result.Count -eq 0 -and -not $problem }

. Step 'Revoke the token at the gateway: the next call gets a new one and succeeds' {
    $null = [Net.WebClient]::new().UploadString("${Gateway}_emulator/revoke", '')
    $order = Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }
    "$($order.list.elements.order.Count) order, $((Get-WalmartSession).Retries) retry"
} { $result[0] -eq '1 order, 1 retry' }

. Step 'An error states what happened and the next step' {
    Invoke-WalmartApi /v3/orders/no-such-order
} { $problem.FullyQualifiedErrorId -like 'NotFound,*' -and $problem.ErrorDetails.RecommendedAction }

. Step 'The token is sent only to its own host' {
    Invoke-WalmartApi https://sandbox.walmartapis.com/v3/orders
} { $problem.FullyQualifiedErrorId -like 'EnvironmentMismatch,*' }

. Step 'Test a valid credential' {
    Test-WalmartCredential -Credential $credential -Program Marketplace -BaseUri $Gateway
} { $result[0] -eq $true }

. Step 'Test a wrong credential' {
    Test-WalmartCredential -Credential $wrong -Program Marketplace -BaseUri $Gateway
} { $result[0] -eq $false -and $notices }

. Step 'See what is wrong with it' {
    (Test-WalmartCredential -Credential $wrong -Program Marketplace -BaseUri $Gateway -Detailed).Checks
} { @($result | Where-Object Result -eq Failed).Name -contains 'TokenCall' }

. Step 'Show the counters of the session' {
    $session = Get-WalmartSession
    "$($session.ApiCalls) API calls with $($session.TokenRequests) token requests; the cached token was used $($session.CacheHits) times"
} { $session.TokenRequests -eq 2 -and $session.CacheHits -gt 5 }

. Step 'Disconnect: the token is removed' {
    Disconnect-Walmart
    Invoke-WalmartApi /v3/orders
} { $problem.FullyQualifiedErrorId -like 'NotConnected,*' }

$Host.UI.WriteLine('')
if ($failed.Count) {
    $Host.UI.WriteLine("$($failed.Count) steps did not do what the tour says: $($failed -join '; ')")
    exit 1
}

$Host.UI.WriteLine('Every step did what the tour says.')
exit 0
