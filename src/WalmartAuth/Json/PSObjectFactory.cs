using System.Collections;
using System.Management.Automation;

namespace WalmartAuth.Json;

/// <summary>Makes a PSObject of a JSON object, or a hashtable where asked or where no PSObject can have its names.</summary>
internal sealed class PSObjectFactory(bool asHashtable) : JsonObjectFactory
{
    private static readonly string[] Reserved = ["psobject", "psbase", "psadapted", "psextended", "pstypenames"];

    public override bool CanHold(string[] names, bool isAlike) => !asHashtable && !isAlike && !Array.Exists(names, IsUnusable);

    public override object Create(JsonShape shape, object?[] values, int start)
    {
        if (shape.IsOrdinary)
        {
            return CreatePSObject(shape.Names, values, start);
        }

        // Not as the other arm of a conditional: a hashtable converts to PSObject implicitly, and would be wrapped.
        return CreateHashtable(shape.Names, values, start);
    }

    private static PSObject CreatePSObject(string[] names, object?[] values, int start)
    {
        PSObject result = PSObjectMaker.Create(names.Length);
        PSMemberInfoCollection<PSPropertyInfo> properties = result.Properties;
        for (int i = 0; i < names.Length; i++)
        {
            // The names were checked once for all objects of this shape; PowerShell's own check would cost more than the rest.
            properties.Add(new PSNoteProperty(names[i], values[start + i]), preValidated: true);
        }

        return result;
    }

    private static Hashtable CreateHashtable(string[] names, object?[] values, int start)
    {
        var result = new Hashtable(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            result.Add(names[i], values[start + i]);
        }

        return result;
    }

    private static bool IsUnusable(string name) =>
        name.Length == 0
        || (name[0] is 'p' or 'P' && Reserved.Contains(name, StringComparer.OrdinalIgnoreCase));
}
