using System.Text;
using System.Xml;
using System.Xml.Linq;
using WalmartAuth.HelpGenerator.Pages;

namespace WalmartAuth.HelpGenerator.Writing;

/// <summary>The MAML file, as <c>Get-Help</c> of PowerShell 5.1 and later reads it.</summary>
internal static class MamlFile
{
    private static readonly XNamespace Root = "http://msh";

    /// <summary>The file's bytes: UTF-8 without a mark, lines ended by a line feed, so that equal pages give equal bytes.</summary>
    public static byte[] Render(IEnumerable<CommandPage> commands)
    {
        var document = new XDocument(new XElement(Root + "helpItems", new XAttribute("schema", "maml"), commands.Select(MamlCommand.Of)));
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            document.Save(writer);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
