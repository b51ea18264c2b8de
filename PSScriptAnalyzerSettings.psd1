@{
    Severity     = @('Error', 'Warning')

    ExcludeRules = @(
        # Pester shares variables between the blocks of a file, and the tour between its steps.
        'PSUseDeclaredVarsMoreThanAssignments'

        # The rule does not see parameters that are used in a nested function or script block. The stand-in for
        # SecretManagement declares parameters of the real commands that it does not need.
        'PSReviewUnusedParameter'

        # The functions of the tests and the build are not user commands, and need no -WhatIf.
        'PSUseShouldProcessForStateChangingFunctions'

        # The content of the stand-in for SecretManagement is shared by modules, tests and the processes they start.
        'PSAvoidGlobalVars'
    )
}
