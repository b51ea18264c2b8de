# The sample in docs/emulator.md, as a reader would copy it: a script and its test.
BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1" -Force
    $page = [IO.File]::ReadAllText([IO.Path]::Combine($PSScriptRoot, '..', '..', 'docs', 'emulator.md')) -replace "`r"
    foreach ($found in [regex]::Matches($page, '(?s)```powershell\n# (Get-OpenOrder[\w.]+).*?\n(.*?)```')) {
        # The built emulator instead of the installed tool.
        $text = $found.Groups[2].Value.Replace("Start-Process walmart-emulator -ArgumentList", "Start-Process dotnet -ArgumentList '`"$env:WALMARTAUTH_EMULATOR`"',").Replace('Import-Module WalmartAuth', "Import-Module '$env:WALMARTAUTH_MANIFEST'")
        [IO.File]::WriteAllText([IO.Path]::Combine($TestDrive, $found.Groups[1].Value), $text)
    }
}

Describe 'The sample test of docs/emulator.md' {
    It 'passes' {
        $run = Invoke-Shell "Import-Module Pester -MinimumVersion 5.0; `$result = Invoke-Pester '$TestDrive' -PassThru -Output None; `"`$(`$result.PassedCount) passed`"; `$result.Failed | ForEach-Object { `$_.ErrorRecord }"
        $run.Output | Should -BeLike '*6 passed*' -Because $run.Errors
    }
}
