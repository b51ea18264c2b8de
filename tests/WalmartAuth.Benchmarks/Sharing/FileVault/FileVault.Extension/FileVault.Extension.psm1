# A vault that keeps a file for each secret, for the stand-in for SecretManagement.
function Get-Secret {
    param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)

    $file = [IO.Path]::Combine($AdditionalParameters.Folder, $Name)
    if ([IO.File]::Exists($file)) { [IO.File]::ReadAllText($file) }
}

function Set-Secret {
    param([string] $Name, [object] $Secret, [string] $VaultName, [hashtable] $AdditionalParameters)

    [IO.File]::WriteAllText([IO.Path]::Combine($AdditionalParameters.Folder, $Name), $Secret)
}
