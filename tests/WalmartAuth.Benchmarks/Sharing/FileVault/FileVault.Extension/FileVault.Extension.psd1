@{
    RootModule        = 'FileVault.Extension.psm1'
    ModuleVersion     = '1.0'
    GUID              = '3f1f6a52-0f6e-4c61-9a54-2f0d6f1f9b07'
    FunctionsToExport = @('Get-Secret', 'Set-Secret')
}
