# The tour: each command as it is typed, what PowerShell shows for it, and a check that it did what the tour says.
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

# Without a console PowerShell assumes 80 columns, and would fold the tables.
function Show($Objects) {
    if ($redirected) { $Objects | Out-String -Stream -Width 120 | ForEach-Object { $Host.UI.WriteLine($_) } }
    else { $Objects | Out-Default }
}

# Shows a command and its output, then looks whether the check holds. In the check, $result is what the command put
# out, $problem its error and $notices its warnings. It is called with a dot, so that a variable set in one step is
# there in the next. The command runs as its text, so that its errors look as they do at a prompt.
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

$Host.UI.WriteLine("WalmartAuth on PowerShell $($PSVersionTable.PSVersion), against the emulator at $Gateway. Nothing here talks to Walmart.")
$Host.UI.WriteLine("In a browser, ${Gateway}_emulator/ shows each call of this tour, its token and its retries, as long as the tour runs.")

. Step 'Import the module: its cmdlets' {
    Import-Module $Module
    Get-Command -Module WalmartAuth -CommandType Cmdlet
} { $result.Count -eq (Import-PowerShellDataFile $Module).CmdletsToExport.Count }

. Step 'Connect: the secret becomes a token, once, here' {
    Connect-Walmart -Credential $credential -Program Marketplace -BaseUri $Gateway
} { -not $problem -and (Get-WalmartSession) }

. Step 'The session, without anything secret in it' {
    Get-WalmartSession
} { $result.Count -eq 1 -and $result[0].TokenRequests -eq 1 }

. Step 'The token: kept for its fifteen minutes, and a SecureString' {
    Get-WalmartToken
} { $result[0].Token -is [securestring] -and $result[0].Remaining.TotalMinutes -gt 14 }

. Step 'A call: the answer as objects' {
    (Invoke-WalmartApi /v3/orders -Query @{ limit = 3 }).list.elements.order |
        ForEach-Object { [pscustomobject]@{ Order = $_.purchaseOrderId; Customer = $_.customerOrderId; Type = $_.orderType } }
} { $result.Count -eq 3 }

. Step 'Every page: the cursor is followed, row by row' {
    $orders = Invoke-WalmartApi /v3/orders -All
    "$($orders.Count) orders"
} { $result[0] -match '^\d{2,} orders$' }

. Step 'Many at once: one call for each object of the pipeline, four at a time, in order' {
    $skus = (Invoke-WalmartApi /v3/items -Query @{ limit = 5 }).ItemResponse
    $skus | Invoke-WalmartApi '/v3/items/{sku}' -ThrottleLimit 4 |
        ForEach-Object { [pscustomobject]@{ Sku = $_.ItemResponse[0].sku; Name = $_.ItemResponse[0].productName } }
} { $result.Count -eq 5 -and (@($result | ForEach-Object Sku) -join ',') -eq (@($skus | ForEach-Object sku) -join ',') }

. Step 'A write, only asked about: nothing is sent' {
    Invoke-WalmartApi /v3/price -Method Put -Body @{ sku = $skus[0].sku } -WhatIf
} { $result.Count -eq 0 -and -not $problem }

. Step 'The token is revoked at Walmart: the next call gets a new one and succeeds' {
    $null = [Net.WebClient]::new().UploadString("${Gateway}_emulator/revoke", '')
    $order = Invoke-WalmartApi /v3/orders -Query @{ limit = 1 }
    "$($order.list.elements.order.Count) order, $((Get-WalmartSession).Retries) retry"
} { $result[0] -eq '1 order, 1 retry' }

. Step 'An error says what happened, and the next step' {
    Invoke-WalmartApi /v3/orders/no-such-order
} { $problem.FullyQualifiedErrorId -like 'NotFound,*' -and $problem.ErrorDetails.RecommendedAction }

. Step 'The token goes to its own host and nowhere else' {
    Invoke-WalmartApi https://sandbox.walmartapis.com/v3/orders
} { $problem.FullyQualifiedErrorId -like 'EnvironmentMismatch,*' }

. Step 'Is the credential good?' {
    Test-WalmartCredential -Credential $credential -Program Marketplace -BaseUri $Gateway
} { $result[0] -eq $true }

. Step 'And this one?' {
    Test-WalmartCredential -Credential $wrong -Program Marketplace -BaseUri $Gateway
} { $result[0] -eq $false -and $notices }

. Step 'Why not?' {
    (Test-WalmartCredential -Credential $wrong -Program Marketplace -BaseUri $Gateway -Detailed).Checks
} { @($result | Where-Object Result -eq Failed).Name -contains 'TokenCall' }

. Step 'What the session did' {
    $session = Get-WalmartSession
    "$($session.ApiCalls) API calls with $($session.TokenRequests) token requests; $($session.CacheHits) times the token was there already"
} { $session.TokenRequests -eq 2 -and $session.CacheHits -gt 5 }

. Step 'Disconnect: the token is forgotten' {
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
