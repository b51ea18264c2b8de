BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-Module $env:WALMARTAUTH_MANIFEST -Force
    $emulator = Start-Emulator
    $at = @{ BaseUri = $emulator.Marketplace }
    Initialize-Vault
}

AfterAll {
    Remove-Module WalmartAuth
    Stop-Emulator $emulator
}

Describe 'A vault secret' {
    AfterEach { Disconnect-Walmart }

    It 'may be a PSCredential' {
        Set-Secret Shop -Secret (New-Credential)
        Connect-Walmart Shop -Program Marketplace @at
        (Get-WalmartSession).CredentialSource | Should -Match "'Shop'"
    }

    It 'may be a profile' {
        Set-Secret Profile -Secret @{ ClientId = Get-ClientId; ClientSecret = Get-ClientSecret; Program = 'Marketplace'; Market = 'CA' }
        $session = Connect-Walmart Profile @at -PassThru
        Get-Target $session | Should -Be 'Marketplace Production CA'
    }

    It 'may have its program and market in the metadata' {
        Set-Secret Described -Secret (New-Credential) -Metadata @{ Program = 'Marketplace'; Market = 'MX' }
        Get-Target (Connect-Walmart Described @at -PassThru) | Should -Be 'Marketplace Production MX'
    }

    It 'is overridden by a parameter, except for the environment' {
        Set-Secret Box -Secret @{ ClientId = Get-ClientId Sandbox; ClientSecret = Get-ClientSecret Sandbox; Program = 'Marketplace'; Environment = 'Sandbox'; Market = 'CA' }
        Get-Target (Connect-Walmart Box -BaseUri $emulator.Sandbox -Market US -PassThru) | Should -Be 'Marketplace Sandbox US'
        { Connect-Walmart Box -BaseUri $emulator.Sandbox -Environment Production } | Should -Throw -ErrorId 'EnvironmentMismatch,*'
    }

    It 'of unknown keys is used, with one warning that names them' {
        Set-Secret Odd -Secret @{ ClientId = Get-ClientId; ClientSecret = Get-ClientSecret; Program = 'Marketplace'; Colour = 'blue' }
        Connect-Walmart Odd @at -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        "$warnings" | Should -Match 'Colour'
    }

    It 'of the wrong kind is refused with the command that stores it right: <Name>' -ForEach @(
        @{ Name = 'Text'; Value = 'just a text' }
        @{ Name = 'Bytes'; Value = [byte[]](1, 2, 3) }
        @{ Name = 'NoSecret'; Value = @{ ClientId = 'x' } }
    ) {
        Set-Secret $Name -Secret $Value
        $failure = { Connect-Walmart $Name @at } | Should -Throw -ErrorId 'SecretShapeNotSupported,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Set-Secret'
    }

    It 'that does not exist is reported with similar names' {
        Set-Secret Shop -Secret (New-Credential)
        $failure = { Connect-Walmart Shopp @at } | Should -Throw -ErrorId 'SecretNotFound,*' -PassThru
        $failure.Exception.Message | Should -Match 'Did you mean: .*Shop'
    }

    It 'of a vault that does not exist is reported with the existing vaults' {
        $failure = { Connect-Walmart Shop -Vault Nowhere @at } | Should -Throw -ErrorId 'VaultNotFound,*' -PassThru
        $failure.Exception.Message | Should -Match 'Local'
    }

    It 'is read by the real Get-Secret, despite a function with its name' {
        Set-Secret Shop -Secret (New-Credential)
        function Get-Secret { throw 'hijacked' }
        Connect-Walmart Shop -Program Marketplace @at
        Get-WalmartSession | Should -Not -BeNullOrEmpty
    }

    It 'of several is the first that Walmart accepts' {
        Set-Secret Old -Secret (New-Credential -Secret 'no-longer-the-secret-of-anybody')
        Set-Secret New -Secret (New-Credential)
        (Connect-Walmart Old, New -Program Marketplace @at -PassThru).CredentialSource | Should -Match "'New'"
    }

    It 'that was rotated is read again, with one warning, and calls continue' {
        Set-Secret Rotating -Secret (New-Credential)
        Connect-Walmart Rotating -Program Marketplace @at
        try {
            $null = Invoke-RestMethod "$($emulator.Control)rotate" -Method Post -ContentType application/json -Body (@{ clientId = Get-ClientId; newSecret = 'the-secret-after-the-rotation-0123456789' } | ConvertTo-Json)
            $null = Invoke-RestMethod "$($emulator.Control)revoke" -Method Post
            Set-Secret Rotating -Secret (New-Credential -Secret 'the-secret-after-the-rotation-0123456789')
            $orders = Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -WarningVariable warnings -WarningAction SilentlyContinue
            $orders.list.meta.totalCount | Should -Be 250
            $warnings.Count | Should -Be 1
        }
        finally {
            $null = Invoke-RestMethod "$($emulator.Control)rotate" -Method Post -ContentType application/json -Body (@{ clientId = Get-ClientId; newSecret = Get-ClientSecret } | ConvertTo-Json)
        }
    }
}

Describe 'Completion' {
    BeforeAll { Set-Secret 'My shop' -Secret (New-Credential) }

    It 'offers <Expected> for <Line>' -ForEach @(
        @{ Line = 'Connect-Walmart My'; Expected = "'My shop'" }
        @{ Line = 'Connect-Walmart x -Vault Lo'; Expected = 'Local' }
        @{ Line = 'Connect-Walmart x -Market '; Expected = 'MX' }
        @{ Line = 'Connect-Walmart x -Environment S'; Expected = 'Sandbox' }
        @{ Line = 'Invoke-WalmartApi /v3/ret'; Expected = '/v3/returns' }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText | Should -Contain $Expected
    }
}

Describe 'A locked vault' {
    BeforeAll {
        Set-Secret Shop -Secret (New-Credential)
        Lock-Vault
    }

    AfterAll { Reset-Vault }

    It 'is reported immediately, without a prompt and without a hang' {
        $run = Invoke-Shell "try { Connect-Walmart Shop -Program Marketplace -BaseUri $($at.BaseUri) } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"
        $run.Output | Should -Match 'VaultLocked,'
        $run.Output | Should -Match 'Unlock-SecretStore'
    }
}

Describe 'A step of CI' {
    It 'ends with <Code> for a credential that is <Kind>' -ForEach @(
        @{ Kind = 'good'; Secret = (& { Import-Module "$PSScriptRoot/Support.psm1"; Get-ClientSecret }); Code = 0 }
        @{ Kind = 'wrong'; Secret = 'not-the-secret-at-all-0123456789'; Code = 1 }
    ) {
        $run = Invoke-Shell "`$env:WALMART_CLIENT_ID = '$(Get-ClientId)'; `$env:WALMART_CLIENT_SECRET = '$Secret'; if (-not (Test-WalmartCredential -FromEnvironment -Program Marketplace -BaseUri $($at.BaseUri))) { exit 1 }"
        $run.ExitCode | Should -Be $Code
    }

    It 'ends with 1 if the gateway cannot be reached' {
        $run = Invoke-Shell "`$env:WALMART_CLIENT_ID = '$(Get-ClientId)'; `$env:WALMART_CLIENT_SECRET = 'anything-that-is-long-enough'; if (-not (Test-WalmartCredential -FromEnvironment -BaseUri http://127.0.0.1:9)) { exit 1 }"
        $run.ExitCode | Should -Be 1
        $run.Errors | Should -Match 'refused the connection'
    }

    It 'names the variable that is missing' {
        $run = Invoke-Shell "try { Connect-Walmart -FromEnvironment } catch { `$_.Exception.Message }"
        $run.Output | Should -Match 'WALMART_CLIENT_ID and WALMART_CLIENT_SECRET'
    }
}

Describe 'Reports about several keys' {
    BeforeAll {
        Set-Secret key-1 -Secret (New-Credential) -Metadata @{ Program = 'Marketplace' }
        Set-Secret key-2 -Secret (New-Credential -Secret 'no-longer-the-secret-of-anybody') -Metadata @{ Program = 'Marketplace' }
        $reports = Get-SecretInfo key-* | Sort-Object Name | Test-WalmartCredential @at -Detailed -WarningVariable warnings -WarningAction SilentlyContinue
    }

    It 'warn by name, and have one result without -Detailed' {
        "$warnings" | Should -Match '^key-2: Credential: '
        Get-SecretInfo key-* | Test-WalmartCredential @at -WarningAction Ignore | Should -BeExactly $false
        Get-SecretInfo key-1 | Test-WalmartCredential @at | Should -BeExactly $true
    }

    It 'survive a CSV file' {
        $rows = $reports | ConvertTo-Csv | ConvertFrom-Csv
        $rows.Name -join ',' | Should -Be 'key-1,key-2'
        $rows.Succeeded -join ',' | Should -Be 'True,False'
        $rows.FailedChecks -join ',' | Should -Be ',TokenCall'
        $rows[1].NextStep | Should -Match 'Set-Secret key-2'
        "$($rows[0].psobject.Properties.Value)" | Should -Not -Match 'System\.'
    }

    It 'survive a JSON file' {
        $read = $reports[1] | ConvertTo-Json | ConvertFrom-Json
        $read.Name, $read.Succeeded, $read.FailedChecks, $read.Program, $read.Environment, $read.Checks[2].Result -join ',' | Should -Be 'key-2,False,TokenCall,Marketplace,Production,Failed'
    }

    It 'have one line each in a table' {
        $table = $reports | Format-Table | Out-String -Width 200
        $table | Should -Match 'Name +Succeeded +FailedChecks +Conclusion'
        $table | Should -Match 'key-2 +False +TokenCall +Credential: '
    }
}
