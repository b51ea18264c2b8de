# Several sellers in one vault: one session each, by name.
BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    Import-Module $env:WALMARTAUTH_MANIFEST -Force
    $emulator = Start-Emulator
    Initialize-Vault
    foreach ($name in 'shop-1', 'shop-2', 'shop-3') {
        Set-Secret $name -Secret @{ ClientId = Get-ClientId; ClientSecret = Get-ClientSecret; Program = 'Marketplace' }
    }
}

AfterAll {
    Remove-Module WalmartAuth
    Stop-Emulator $emulator
}

Describe 'Several sellers' {
    BeforeEach { Disconnect-Walmart * -ErrorAction Ignore }

    It 'are connected from the list of a vault, and none is the default' {
        Get-SecretInfo shop-* | Connect-Walmart -BaseUri $emulator.Marketplace

        "$(Get-WalmartSession -All | Sort-Object Name)" | Should -Be 'shop-1 shop-2 shop-3'
        Get-WalmartSession | Should -BeNullOrEmpty
    }

    It 'are connected from the rows of a file, where a misspelled value is the error of its row' {
        $rows = 'SecretName,SessionName,Market', 'shop-1,one,CA', 'shop-2,two,', 'shop-3,three,UK' | ConvertFrom-Csv

        $sessions = $rows | Connect-Walmart -BaseUri $emulator.Marketplace -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue

        "$($sessions | ForEach-Object { "$($_.Name)=$($_.Market)" })" | Should -Be 'one=CA two=US'
        "$($failed[0])" | Should -Match "'UK' is not one of US, CA, MX, CL"
        $failed[0].TargetObject.SessionName | Should -Be 'three'
    }

    It 'are called by name or wildcard, and each row names its session' {
        Get-SecretInfo shop-* | Connect-Walmart -BaseUri $emulator.Marketplace

        $rows = Invoke-WalmartApi /v3/orders -Query @{ limit = 1 } -Session shop-* -ThrottleLimit 2

        "$($rows.WalmartSession | Sort-Object)" | Should -Be 'shop-1 shop-2 shop-3'
        (Get-WalmartSession shop-1).ApiCalls | Should -Be 1
    }

    It 'are selected and disconnected by name, ignoring case' {
        Get-SecretInfo shop-* | Connect-Walmart -BaseUri $emulator.Marketplace

        (Select-WalmartSession SHOP-2 -PassThru).IsDefault | Should -BeTrue
        Disconnect-Walmart shop-1, shop-2

        "$(Get-WalmartSession -All)" | Should -Be 'shop-3'
        Get-WalmartSession | Should -BeNullOrEmpty
    }

    It 'are never replaced by the default if a name is unknown' {
        Connect-Walmart shop-1 -BaseUri $emulator.Marketplace

        Invoke-WalmartApi /v3/orders -Session shpo-2 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $failed[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotFound,*'
        (Get-WalmartSession).ApiCalls | Should -Be 0
    }
}
