using System.Management.Automation;
using System.Reflection;

namespace WalmartAuth.Json;

/// <summary>
/// Creates a PSObject from the members of a JSON object. A PSObject cannot have an empty name, two names that differ only by case, or a
/// name that PowerShell reserves, such as <c>psobject</c>.
/// </summary>
internal static class PSObjectFactory
{
    // Up to here, comparing all pairs of names is faster than a set, because names of different lengths differ immediately.
    private const int FewNames = 24;

    private static readonly string[] Reserved = ["psobject", "psbase", "psadapted", "psextended", "pstypenames"];

    // PowerShell 7 has this constructor, but PowerShellStandard.Library does not. Without it, each object keeps its members
    // in a process-wide weak table, which is slow for a page of objects.
    private static readonly ConstructorInfo? WithCapacity = typeof(PSObject).GetConstructor([typeof(int)]);

    /// <summary>The members from <paramref name="start"/> to before <paramref name="end"/> as a PSObject, or null if their names do not allow it.</summary>
    public static PSObject? TryCreate(KeyValuePair<string, object?>[] members, int start, int end)
    {
        if (!CanHold(members, start, end))
        {
            return null;
        }

        var created = WithCapacity is null ? new PSObject() : (PSObject)WithCapacity.Invoke([end - start]);
        var properties = created.Properties;
        for (var i = start; i < end; i++)
        {
            // PowerShell's own check of a name would cost more than everything else.
            properties.Add(new PSNoteProperty(members[i].Key, members[i].Value), preValidated: true);
        }

        return created;
    }

    private static bool CanHold(KeyValuePair<string, object?>[] members, int start, int end)
    {
        var seen = end - start > FewNames ? new HashSet<string>(StringComparer.OrdinalIgnoreCase) : null;
        for (var i = start; i < end; i++)
        {
            var name = members[i].Key;
            if (name.Length == 0 || name[0] is 'p' or 'P' && Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return false;
            }

            if (seen is null ? IsRepeated(members, start, i) : !seen.Add(name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRepeated(KeyValuePair<string, object?>[] members, int start, int index)
    {
        for (var i = start; i < index; i++)
        {
            if (string.Equals(members[i].Key, members[index].Key, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
