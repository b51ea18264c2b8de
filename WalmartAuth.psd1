@{
    RootModule           = 'WalmartAuth.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6b3d0a0e-6e0f-4b7e-9a0c-5f3a4c1d7e29'
    Author               = 'WalmartAuth contributors'
    CompanyName          = 'WalmartAuth contributors'
    Copyright            = '(c) WalmartAuth contributors. MIT License.'
    Description          = 'Walmart API authentication for scripts, runbooks and CI. Reads the credential from a SecretManagement vault, requests and caches access tokens, makes authenticated calls, and does not reveal the secret or the token.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess     = @('WalmartAuth.format.ps1xml')
    TypesToProcess       = @('WalmartAuth.types.ps1xml')
    CmdletsToExport      = @(
        'Connect-Walmart'
        'Disconnect-Walmart'
        'Get-WalmartSession'
        'Get-WalmartToken'
        'Invoke-WalmartApi'
        'Select-WalmartSession'
        'Test-WalmartCredential'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @('Get-WalmartContext')
    PrivateData          = @{
        PSData = @{
            Tags       = @('Walmart', 'Marketplace', 'OAuth2', 'Token', 'SecretManagement', 'API', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
            # Until it has been tested with a live account. The build adds ReleaseNotes, from CHANGELOG.md.
            Prerelease = 'preview1'
        }
    }
}
