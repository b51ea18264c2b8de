using System.Management.Automation;
using System.Reflection;

namespace WalmartAuth.Json;

/// <summary>Makes empty PSObjects that are about to get a known number of properties.</summary>
internal static class PSObjectMaker
{
    // PowerShell 7 has this constructor, the standard library does not name it. It matters for a page: an
    // object made without it keeps its members in a process-wide weak table.
    private static readonly ConstructorInfo? Sized = typeof(PSObject).GetConstructor([typeof(int)]);
    private static readonly object[][] Arguments = CreateArguments();

    /// <summary>An empty PSObject with room for <paramref name="count"/> members.</summary>
    public static PSObject Create(int count)
    {
        if (Sized is null)
        {
            return new PSObject();
        }

        return (PSObject)Sized.Invoke(count < Arguments.Length ? Arguments[count] : [count]);
    }

    private static object[][] CreateArguments()
    {
        var arguments = new object[65][];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = [i];
        }

        return arguments;
    }
}
