BeforeDiscovery {
    $missing = -not (Get-Module -ListAvailable PSScriptAnalyzer)
}

Describe 'PSScriptAnalyzer' -Tag Analyzer -Skip:$missing {
    It 'finds nothing in any script of the repository' {
        $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
        $scripts = Get-ChildItem $root -Recurse -Include *.ps1, *.psm1 | Where-Object { $_.FullName.Substring($root.Length) -notmatch '(^|[\\/])(bin|obj|out|artifacts)[\\/]' }
        $scripts.Name | Should -Contain 'build.ps1'
        $findings = foreach ($script in $scripts) { Invoke-ScriptAnalyzer -Path $script.FullName -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') }
        $findings | ForEach-Object { "$($_.ScriptPath):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
