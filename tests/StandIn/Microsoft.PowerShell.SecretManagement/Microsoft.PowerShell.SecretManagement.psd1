@{
    RootModule        = 'Microsoft.PowerShell.SecretManagement.psm1'
    ModuleVersion     = '1.1.2'
    GUID              = 'f2e0f0c2-7a55-4c0f-9a1c-3c5e4d9b6a10'
    Author            = 'WalmartAuth contributors'
    Description       = 'Stands in for SecretManagement where the real one is not installed. For tests only.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('Get-Secret', 'Get-SecretInfo', 'Get-SecretVault', 'Set-Secret')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
