using System.Collections;

namespace WalmartAuth.Tests.Module.Vaults;

/// <summary>Puts the stand-in for SecretManagement and its content on PSModulePath, and removes it.</summary>
internal sealed class ProcessWide : IDisposable
{
    private const string Variable = "PSModulePath";
    private const string Data = "StandIn";
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    public ProcessWide(Hashtable state)
    {
        Environment.SetEnvironmentVariable(Variable, VaultHost.Folder + Path.PathSeparator + before);
        AppDomain.CurrentDomain.SetData(Data, state);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.SetData(Data, null);
        Environment.SetEnvironmentVariable(Variable, before);
    }
}
