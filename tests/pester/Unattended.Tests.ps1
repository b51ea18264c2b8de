BeforeDiscovery {
    # The scripts in docs/ci.md: the text after "run: |" and "script: |".
    $text = [IO.File]::ReadAllText([IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'ci.md')) -replace "`r"
    $steps = @(foreach ($found in [regex]::Matches($text, '(?m)^( *)(run|script): \|\n((?:\1 +.*\n)+)')) {
            @{ System = @{ run = 'GitHub Actions'; script = 'Azure Pipelines' }[$found.Groups[2].Value]; Script = $found.Groups[3].Value }
        })
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-Module $env:WALMARTAUTH_MANIFEST -Force
    $emulator = Start-Emulator
    $at = @{ BaseUri = $emulator.Marketplace }
    $own = 'Emulator-Only_Code_5F1D0C7A93E24B6880AA', 'Emulator-Only_Refresh_8C2E6B1F4D7A4093B5E1C9D2F6A87B30'
    Initialize-Vault
}

AfterAll {
    Remove-Module WalmartAuth
    Stop-Emulator $emulator
}

Describe 'The documented step of <System>' -ForEach $steps {
    BeforeAll {
        # The variables that the runner sets, and the lines that its PowerShell step adds before the script.
        $variable = @{ 'GitHub Actions' = 'GITHUB_ACTIONS'; 'Azure Pipelines' = 'TF_BUILD' }[$System]
        $step = {
            param($secret)
            Invoke-Shell @"
`$ErrorActionPreference = 'stop'
`$env:CI = 'true'; `$env:$variable = 'True'.ToLower()
`$env:WALMART_CLIENT_ID = '$(Get-ClientId)'; `$env:WALMART_CLIENT_SECRET = '$secret'; `$env:WALMART_PROGRAM = 'Marketplace'
`$PSDefaultParameterValues = @{ 'Connect-Walmart:BaseUri' = '$($emulator.Marketplace)'; 'Test-WalmartCredential:BaseUri' = '$($emulator.Marketplace)' }
function Install-Module { }
Set-Location '$TestDrive'
$Script
"@
        }
    }

    It 'writes the orders and ends with 0' {
        $run = & $step (Get-ClientSecret)
        $run.Errors | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        Join-Path $TestDrive 'orders.json' | Should -Exist
    }

    It 'ends with 1 and says why if the credential is wrong' {
        $run = & $step 'not-the-secret-at-all-0123456789'
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match 'WARNING: .*rejects this credential'
    }
}

Describe 'A refresh token' {
    BeforeEach {
        $null = Invoke-RestMethod "$($emulator.Control)requests" -Method Delete
        $code = @{
            AuthorizationCode = [Net.NetworkCredential]::new('', $own[0]).SecurePassword
            RedirectUri       = 'https://partner.example/walmart/callback'
            PartnerId         = '10001000106'
            Program           = 'Marketplace'
        }
    }

    It 'is written to the secret with -SaveRefreshToken, and connects the next process' {
        $client = @{ ClientId = 'c0ffee06-7a11-4e3a-9d52-0a1b2c3d4e06'; ClientSecret = 'Emulator-Only_SolutionProvider_7dJcF4zPw5QiG9sM' }
        Set-Secret Provider -Secret $client -Metadata @{ Program = 'Marketplace'; Owner = 'ops' }
        Connect-Walmart Provider @code @at -SaveRefreshToken -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        [Net.NetworkCredential]::new('', (Get-Secret Provider).RefreshToken).Password | Should -Be $own[1]
        (Get-SecretInfo Provider).Metadata['Owner'] | Should -Be 'ops'
        (Invoke-Shell "Connect-Walmart Provider -BaseUri $($at.BaseUri) -PassThru | ForEach-Object PartnerId").Output.Trim() | Should -Be '10001000106'
    }
}
