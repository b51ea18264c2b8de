using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>When the module is removed from a runspace, disconnects the sessions of that runspace only.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        // A runspace that is closing may have left its thread already; its sessions are disconnected anyway.
        if (Runspace.DefaultRunspace is not null)
        {
            RunspaceSessions.Current.Clear();
        }
    }
}
