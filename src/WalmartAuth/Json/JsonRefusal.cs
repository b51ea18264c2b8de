using System.Management.Automation;
using System.Net;
using System.Reflection;
using System.Security;
using System.Xml;

namespace WalmartAuth.Json;

/// <summary>The types that the writer refuses by name, because their properties are never what the caller meant.</summary>
internal static class JsonRefusal
{
    /// <summary>Throws where the value is of such a type.</summary>
    /// <exception cref="ArgumentException">The value is a secret, code, or XML.</exception>
    public static void Check(object value, JsonWriterPath path)
    {
        string? advice = value switch
        {
            SecureString or PSCredential or NetworkCredential => "convert it to the string that shall be sent",
            ScriptBlock or Delegate => "call it and put its result there",
            MemberInfo => "put its name there",
            XmlNode => "put its OuterXml there",
            _ => null,
        };
        if (advice is not null)
        {
            throw path.Error($"is a {value.GetType().Name}; {advice}");
        }
    }
}
