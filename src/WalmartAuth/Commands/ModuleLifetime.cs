using System.Management.Automation;
using WalmartAuth.Sessions;

namespace WalmartAuth.Commands;

/// <summary>When the module is removed from a runspace, the sessions of that runspace go with it, and no others.</summary>
public sealed class ModuleLifetime : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceSessions.Current.Clear();
}
