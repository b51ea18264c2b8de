using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace WalmartAuth.Benchmarks.Import;

/// <summary>An empty binary module of the same kind: a manifest and a DLL with one cmdlet.</summary>
internal static class EmptyModule
{
    /// <summary>Writes it and returns its manifest.</summary>
    public static string Create(string folder)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("EmptyModule") { Version = new Version(1, 0) }, typeof(object).Assembly);
        var command = assembly.DefineDynamicModule("EmptyModule").DefineType("EmptyModule.GetEmptyCommand", TypeAttributes.Public | TypeAttributes.Sealed, typeof(PSCmdlet));
        command.SetCustomAttribute(new CustomAttributeBuilder(typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, [VerbsCommon.Get, "Empty"]));
        command.DefineDefaultConstructor(MethodAttributes.Public);
        command.CreateType();
        assembly.Save(Path.Combine(folder, "EmptyModule.dll"));
        var manifest = Path.Combine(folder, "EmptyModule.psd1");
        File.WriteAllText(manifest, """
            @{
                RootModule        = 'EmptyModule.dll'
                ModuleVersion     = '1.0'
                GUID              = 'f7a4b0a1-52e1-4f0e-8a8f-6f0d3e1b9c55'
                CmdletsToExport   = @('Get-Empty')
                FunctionsToExport = @()
                AliasesToExport   = @()
            }
            """);
        return manifest;
    }
}
