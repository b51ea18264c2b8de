# Shared test support: the emulator in its own process, its accounts, a vault, and a second PowerShell.

$accounts = @{
    Marketplace = 'c0ffee01-7a11-4e3a-9d52-0a1b2c3d4e01', 'Emulator-Only_Marketplace_Production_9tGkQ2vWm4XrZ7bN'
    Sandbox     = 'c0ffee03-7a11-4e3a-9d52-0a1b2c3d4e03', 'Emulator-Only_Marketplace_Sandbox_2nRfT5xKe8BzH3uA'
}

# Every form in which a text could appear: plain, escaped for an address, in Base64 and in hex, of UTF-8 and of UTF-16.
function Get-Form([string] $Text) {
    $Text
    [uri]::EscapeDataString($Text)
    [Net.WebUtility]::UrlEncode($Text)
    foreach ($encoding in [Text.Encoding]::UTF8, [Text.Encoding]::Unicode) {
        $bytes = $encoding.GetBytes($Text)
        [Convert]::ToBase64String($bytes).TrimEnd('=')
        [BitConverter]::ToString($bytes).Replace('-', '')
    }
}

# Starts the emulator on free ports and returns its addresses; Stop-Emulator ends it.
function Start-Emulator([string] $Options) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.Arguments = "`"$env:WALMARTAUTH_EMULATOR`" --port 0 --log none $Options"
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [Diagnostics.Process]::Start($start)
    $emulator = @{ Process = $process }
    while ($null -ne ($line = $process.StandardOutput.ReadLine())) {
        if ($line -match '^\s+(Marketplace|Supplier|Sandbox|Files|Control)\s+(http\S+)') { $emulator[$Matches[1]] = $Matches[2] }
        if ($emulator.Control) { break }
    }

    if (-not $emulator.Control) { throw "The emulator did not start: $env:WALMARTAUTH_EMULATOR" }
    $emulator
}

function Stop-Emulator($Emulator) {
    if (-not $Emulator.Process.HasExited) { $Emulator.Process.Kill() }
    $Emulator.Process.Dispose()
}

# The requests that the emulator received, newest last.
function Get-Received($Emulator, [string] $Path) {
    @(Invoke-RestMethod "$($Emulator.Control)requests" | ForEach-Object { $_ } | Where-Object { -not $Path -or $_.path -eq $Path })
}

function Get-ClientId([string] $Account = 'Marketplace') { $accounts[$Account][0] }

function Get-ClientSecret([string] $Account = 'Marketplace') { $accounts[$Account][1] }

function New-Credential([string] $Account = 'Marketplace', [string] $Secret = (Get-ClientSecret $Account)) {
    [pscredential]::new((Get-ClientId $Account), [Net.NetworkCredential]::new('', $Secret).SecurePassword)
}

# The gateway of a session, as one text.
function Get-Target($Session) { "$($Session.Program) $($Session.Environment) $($Session.Market)" }

# True if the suite uses SecretManagement and SecretStore, false if it uses the stand-in.
function Test-SecretStore { -not $env:WALMARTAUTH_NO_SECRETSTORE }

# The folder of the stand-in for SecretManagement, for PSModulePath.
function Get-StandInFolder { [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', 'StandIn')) }

function Add-StandInVault([string] $Name, [hashtable] $Setting) {
    $global:StandIn.Vaults[$Name] = @{ Secrets = @{}; Metadata = @{} } + $Setting
}

# An empty vault named Local without a password.
function Initialize-Vault {
    if (Test-SecretStore) {
        Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -Global
        Get-SecretVault | Unregister-SecretVault
        Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -WarningAction Ignore
        Register-SecretVault Local -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
    }
    else {
        $global:StandIn = @{ Vaults = @{}; Calls = [Collections.Generic.List[string]]::new() }
        # A completion reads vaults in another runspace, which finds them here.
        [AppDomain]::CurrentDomain.SetData('StandIn', $global:StandIn)
        Add-StandInVault Local @{ Default = $true }
        Import-Module Microsoft.PowerShell.SecretManagement -Global
    }
}

function Clear-Vault {
    if (Test-SecretStore) { Get-SecretVault | Unregister-SecretVault } else { $global:StandIn.Vaults.Clear() }
}

function Get-VaultPassword { [Net.NetworkCredential]::new('', 'vault-password').SecurePassword }

# From now on, the vault Local needs a password, which another process has not entered.
function Lock-Vault([ValidateSet('None', 'Prompt')] [string] $Interaction = 'None') {
    if (Test-SecretStore) { Set-SecretStoreConfiguration -Scope CurrentUser -Authentication Password -Interaction $Interaction -Password (Get-VaultPassword) -Confirm:$false }
    else { $global:StandIn.Vaults.Local.Locked = $true }
}

# Undoes Lock-Vault; the vault is empty afterwards.
function Reset-Vault {
    if (Test-SecretStore) { Unlock-SecretStore -Password (Get-VaultPassword) }
    Initialize-Vault
}

# A vault whose extension always throws 'the extension broke'.
function Add-BrokenVault([string] $Name, [string] $Folder) {
    if (Test-SecretStore) { Register-SecretVault $Name -ModuleName (New-Extension (Join-Path $Folder $Name)) }
    else { Add-StandInVault $Name @{ Fails = 'the extension broke' } }
}

function Remove-Vault([string] $Name) {
    if (Test-SecretStore) { Unregister-SecretVault $Name } else { $global:StandIn.Vaults.Remove($Name) }
}

# The program that runs this PowerShell. A PowerShell that is a dotnet tool is a DLL, and the program is dotnet.
function Get-Shell {
    $program = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    $isTool = [IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet'
    [pscustomobject]@{ Program = $program; Arguments = @(if ($isTool) { [IO.Path]::Combine($PSHOME, 'pwsh.dll') }) }
}

# Starts a script in another, non-interactive PowerShell, which finds the same vaults.
function Start-Shell([string] $Script, [hashtable] $Environment = @{}) {
    $prepare = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$env:WALMARTAUTH_MANIFEST';"
    if ($global:StandIn) {
        $file = [IO.Path]::GetTempFileName()
        Export-Clixml $file -InputObject $global:StandIn.Vaults -Depth 5
        $prepare += "`$global:StandIn = @{ Vaults = Import-Clixml '$file'; Calls = [Collections.Generic.List[string]]::new() };"
    }

    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("$prepare $Script"))
    $shell = Get-Shell
    $start = [Diagnostics.ProcessStartInfo]::new($shell.Program)
    $start.Arguments = @($shell.Arguments | ForEach-Object { '"{0}"' -f $_ }) + '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', $encoded -join ' '
    $start.RedirectStandardOutput = $start.RedirectStandardInput = $start.RedirectStandardError = $true
    $start.UseShellExecute = $false
    foreach ($name in $Environment.Keys) { $start.EnvironmentVariables[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    @{ Process = $process; Errors = $process.StandardError.ReadToEndAsync(); File = $file }
}

function Stop-Shell($Shell) {
    if (-not $Shell.Process.HasExited) { $Shell.Process.Kill() }
    $Shell.Process.WaitForExit()
    $Shell.Process.Dispose()
    if ($Shell.File) { [IO.File]::Delete($Shell.File) }
}

# Runs a script in another PowerShell and returns its output.
function Invoke-Shell([string] $Script, [int] $TimeoutSec = 300, [switch] $KeepInputOpen, [hashtable] $Environment = @{}) {
    $shell = Start-Shell $Script $Environment
    try {
        if (-not $KeepInputOpen) { $shell.Process.StandardInput.Close() }
        $output = $shell.Process.StandardOutput.ReadToEndAsync()
        if (-not $shell.Process.WaitForExit($TimeoutSec * 1000)) { throw "The script did not end within $TimeoutSec s." }
        [pscustomobject]@{ Output = $output.Result; Errors = $shell.Errors.Result; ExitCode = $shell.Process.ExitCode }
    }
    finally {
        Stop-Shell $shell
    }
}

# Starts a PowerShell that runs each line it receives and writes one line for it. Its first line is ready. Stop-Shell ends it.
function Start-Worker([hashtable] $Environment = @{}) {
    # The runtime otherwise compiles the startup code again in the background, which costs as much as the start.
    Start-Shell @'
$ErrorActionPreference = 'Stop'
'ready'
while ($null -ne ($line = [Console]::In.ReadLine())) {
    try { (& ([scriptblock]::Create($line))) -join ', ' } catch { "failed: $_" -replace '\s+', ' ' }
}
'@ ($Environment + @{ DOTNET_TC_CallCounting = '0' })
}

function Send-Line($Worker, [string] $Line) {
    $Worker.Process.StandardInput.WriteLine($Line)
    $Worker.Process.StandardInput.Flush()
}

# The next line of output; for a worker that has ended, its standard error.
function Receive-Line($Worker, [int] $TimeoutSec = 60) {
    $line = $Worker.Process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait($TimeoutSec * 1000)) { throw "No answer within $TimeoutSec s." }
    if ($null -eq $line.Result) { throw "It has ended: $($Worker.Errors.Result)" }
    $line.Result
}

$broken = @'
function Get-Secret { param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters) throw 'the extension broke' }
function Get-SecretInfo { param([string] $Filter, [string] $VaultName, [hashtable] $AdditionalParameters) throw 'the extension broke' }
function Remove-Secret { param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters) throw 'the extension broke' }
function Set-Secret { param([string] $Name, [object] $Secret, [string] $VaultName, [hashtable] $AdditionalParameters) throw 'the extension broke' }
function Test-SecretVault { param([string] $VaultName, [hashtable] $AdditionalParameters) $true }
'@

# A vault extension that keeps strings behind an address; a missing one is a 404.
function New-HttpExtension([string] $Folder) {
    New-Extension $Folder @'
function Get-Secret { param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters) try { [Net.WebClient]::new().DownloadString("$($AdditionalParameters.Address)$Name") } catch { } }
function Get-SecretInfo { param([string] $Filter, [string] $VaultName, [hashtable] $AdditionalParameters) }
function Remove-Secret { param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters) throw 'not supported' }
function Set-Secret { param([string] $Name, [object] $Secret, [string] $VaultName, [hashtable] $AdditionalParameters) $null = [Net.WebClient]::new().UploadString("$($AdditionalParameters.Address)$Name", 'PUT', $Secret); $true }
function Test-SecretVault { param([string] $VaultName, [hashtable] $AdditionalParameters) $true }
'@
}

# The server of that vault, in a separate runspace. While Broken is set, it signals a write and never responds to it.
function Start-HttpVault {
    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $address = "http://localhost:$($probe.LocalEndpoint.Port)/"
    $probe.Stop()
    $listener = [Net.HttpListener]::new()
    $listener.Prefixes.Add($address)
    $listener.Start()
    $vault = @{ Address = $address; Values = [hashtable]::Synchronized(@{}); Broken = $false; WriteCame = [Threading.ManualResetEvent]::new($false); Listener = $listener }
    $server = [powershell]::Create().AddScript({
            param($vault)
            while ($vault.Listener.IsListening) {
                try { $context = $vault.Listener.GetContext() } catch { break }
                $name = $context.Request.Url.AbsolutePath.TrimStart('/')
                if ($context.Request.HttpMethod -eq 'PUT') {
                    $value = [IO.StreamReader]::new($context.Request.InputStream).ReadToEnd()
                    if ($vault.Broken) {
                        $null = $vault.WriteCame.Set()
                        continue
                    }

                    $vault.Values[$name] = $value
                }
                elseif ($vault.Values.ContainsKey($name)) {
                    $bytes = [Text.Encoding]::UTF8.GetBytes($vault.Values[$name])
                    $context.Response.ContentType = 'text/plain'
                    $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                }
                else {
                    $context.Response.StatusCode = 404
                }

                $context.Response.Close()
            }
        }).AddArgument($vault)
    $null = $server.BeginInvoke()
    $vault.Server = $server
    $vault
}

function Stop-HttpVault($Vault) {
    $Vault.Listener.Stop()
    $Vault.Server.Dispose()
}

# Registers a vault of an extension for the processes with the given home folder. The stand-in's vaults need no home folder.
function Register-Extension([string] $Name, [string] $Extension, [hashtable] $Parameter, [string] $HomeFolder) {
    if (Test-SecretStore) {
        $text = @($Parameter.Keys | ForEach-Object { "$_ = '$($Parameter[$_])'" }) -join '; '
        $run = Invoke-Shell "Register-SecretVault $Name -ModuleName '$Extension' -VaultParameters @{ $text }" -Environment @{ HOME = $HomeFolder }
        if ($run.Errors) { throw $run.Errors }
    }
    else {
        Add-StandInVault $Name @{ Extension = $Extension; Parameters = $Parameter }
    }
}

# A vault extension with the given functions; returns its folder.
function New-Extension([string] $Folder, [string] $Functions = $broken) {
    $name = [IO.Path]::GetFileName($Folder)
    $inner = [IO.Directory]::CreateDirectory([IO.Path]::Combine($Folder, "$name.Extension")).FullName
    [IO.File]::WriteAllText([IO.Path]::Combine($Folder, "$name.psd1"), "@{ ModuleVersion = '1.0'; GUID = '$([guid]::NewGuid())'; NestedModules = @('./$name.Extension'); FunctionsToExport = @(); PrivateData = @{ PSData = @{ Tags = @('SecretManagement') } } }")
    [IO.File]::WriteAllText([IO.Path]::Combine($inner, "$name.Extension.psd1"), "@{ ModuleVersion = '1.0'; GUID = '$([guid]::NewGuid())'; RootModule = '$name.Extension.psm1'; FunctionsToExport = 'Get-Secret', 'Get-SecretInfo', 'Remove-Secret', 'Set-Secret', 'Test-SecretVault' }")
    [IO.File]::WriteAllText([IO.Path]::Combine($inner, "$name.Extension.psm1"), $Functions)
    $Folder
}

Export-ModuleMember -Function *
