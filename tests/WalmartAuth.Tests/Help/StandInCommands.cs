namespace WalmartAuth.Tests.Help;

/// <summary>
/// Small functions that replace commands which the documentation uses and the hosted engine lacks, or which reach outside:
/// a keyboard, a gallery, the setup of a vault, Azure. They do only what the documentation needs.
/// </summary>
internal static class StandInCommands
{
    /// <summary>Expects $credential, $base and $folder.</summary>
    public const string Script = """
        function global:Get-Credential { param($UserName) $credential }
        function global:ConvertTo-SecureString { param($String, [switch] $AsPlainText, [switch] $Force) [Net.NetworkCredential]::new('', $String).SecurePassword }

        function global:Install-Module { param([string[]] $Name, [string] $Scope, [switch] $Force) }
        function global:Register-SecretVault {
            param($Name, $ModuleName, [switch] $DefaultVault)
            $StandIn.Vaults[$Name] = @{ Secrets = @{}; Metadata = @{}; Default = [bool] $DefaultVault }
        }
        function global:Set-SecretStoreConfiguration { param($Authentication, $Interaction) }
        function global:Unlock-SecretStore { param([securestring] $Password) }
        function global:Import-Clixml { param($Path) $credential.Password }
        function global:Get-AutomationPSCredential { param($Name) $credential }
        function global:Connect-AzAccount { param([switch] $Identity) }
        function global:Get-AzKeyVaultSecret {
            param($VaultName, $Name, [switch] $AsPlainText)
            if ($AsPlainText) { $credential.UserName } else { @{ SecretValue = $credential.Password } }
        }

        function global:Start-Sleep { param($Seconds) }
        function global:Format-List { process { $_ } }
        function global:ConvertTo-Json { param($Depth) process { "$_" } }
        function global:Set-Content { param($Path) process { [IO.File]::AppendAllText([IO.Path]::Combine($folder, $Path), $_) } }
        function global:Add-Content { param($Path) process { } }
        function global:Export-Csv { param($Path, [switch] $NoTypeInformation, $Encoding) process { [IO.File]::AppendAllText([IO.Path]::Combine($folder, $Path), "$_") } }
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
            $request = [Net.Http.HttpRequestMessage]::new('GET', [uri]::new($base, $Uri.PathAndQuery))
            foreach ($name in $Headers.Keys) { $null = $request.Headers.TryAddWithoutValidation($name, [string] $Headers[$name]) }
            $client = [Net.Http.HttpClient]::new()
            try {
                $answer = $client.Send($request)
                $null = $answer.EnsureSuccessStatusCode()
                [IO.StreamReader]::new($answer.Content.ReadAsStream()).ReadToEnd()
            }
            finally { $client.Dispose() }
        }
        """;
}
