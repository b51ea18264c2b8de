namespace WalmartAuth.Tests.Help;

/// <summary>
/// Small functions in place of the commands that examples use and the hosted engine lacks, and a vault of a few secrets.
/// They do what the examples need and no more.
/// </summary>
internal static class ExampleStandIns
{
    /// <summary>Expects the variables $accounts, $sites and $folder.</summary>
    public const string Script = """
        $global:vault = @{
            Walmart            = $accounts.marketplace
            WalmartSupplier    = $accounts.supplier
            WalmartSandbox     = $accounts.sandbox
            WalmartProvider    = $accounts.provider
            WalmartOld         = $accounts.wrong
            SellerRefreshToken = $accounts.refreshToken
        }
        New-Module -Name Microsoft.PowerShell.SecretManagement -ScriptBlock {
            function Get-Secret {
                [CmdletBinding()] param([string] $Name, [string] $Vault)
                if (-not $global:vault.ContainsKey($Name)) {
                    $record = [Management.Automation.ErrorRecord]::new([Management.Automation.ItemNotFoundException]::new("no secret $Name"), 'GetSecretNotFound', 'ObjectNotFound', $Name)
                    $PSCmdlet.ThrowTerminatingError($record)
                }
                $global:vault[$Name]
            }
            function Get-SecretInfo {
                [CmdletBinding()] param([string] $Name, [string] $Vault)
                foreach ($key in $global:vault.Keys) { if ($key -like "*$Name*") { [pscustomobject]@{ Name = $key; Metadata = $null } } }
            }
            function Get-SecretVault { [CmdletBinding()] param() [pscustomobject]@{ Name = 'Local' } }
            function Set-Secret { [CmdletBinding()] param([string] $Name, $Secret, [string] $Vault) $global:vault[$Name] = $Secret }
        } | Import-Module -Global

        function global:Get-Credential { param($UserName) $accounts.marketplace }
        function global:Start-Sleep { param($Seconds) }
        function global:Format-List { process { $_ } }
        function global:Select-Object {
            param([string[]] $Property)
            process { $in = $_; $out = [ordered]@{}; foreach ($p in $Property) { $out[$p] = $in.$p }; [pscustomobject] $out }
        }
        function global:Get-Item { param($Path) [IO.FileInfo]::new([IO.Path]::Combine($folder, $Path)) }
        function global:Import-Csv {
            param($Path)
            $lines = [IO.File]::ReadAllLines([IO.Path]::Combine($folder, $Path))
            $names = $lines[0].Split(',')
            foreach ($line in $lines[1..($lines.Length - 1)]) {
                $values = $line.Split(','); $row = [ordered]@{}
                for ($i = 0; $i -lt $names.Length; $i++) { $row[$names[$i]] = $values[$i] }
                [pscustomobject] $row
            }
        }
        function global:Invoke-RestMethod {
            param([uri] $Uri, [hashtable] $Headers)
            $request = [Net.Http.HttpRequestMessage]::new('GET', [uri]::new($sites.marketplace, $Uri.PathAndQuery))
            foreach ($name in $Headers.Keys) { $null = $request.Headers.TryAddWithoutValidation($name, [string] $Headers[$name]) }
            $client = [Net.Http.HttpClient]::new()
            try {
                $answer = $client.Send($request)
                $null = $answer.EnsureSuccessStatusCode()
                [IO.StreamReader]::new($answer.Content.ReadAsStream()).ReadToEnd()
            }
            finally { $client.Dispose() }
        }

        # Examples name no address, as they would for Walmart's own gateways: here the emulator's sites are those gateways.
        $global:address = {
            param($given)
            if ($given -contains '-BaseUri') { return @{} }
            @{ BaseUri = if ($given -contains 'Sandbox') { $sites.sandbox } elseif ($given -contains 'Marketplace') { $sites.marketplace } else { $sites.supplier } }
        }
        function global:Connect-Walmart { $to = & $address $args; WalmartAuth\Connect-Walmart @args @to }
        function global:Test-WalmartCredential {
            # A session goes where it was connected.
            if ($MyInvocation.ExpectingInput) { $input | WalmartAuth\Test-WalmartCredential @args; return }
            $to = & $address $args
            WalmartAuth\Test-WalmartCredential @args @to
        }
        $ExecutionContext.SessionState.Path.SetLocation($folder)
        """;
}
