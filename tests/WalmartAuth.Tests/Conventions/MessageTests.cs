using System.Text.RegularExpressions;

namespace WalmartAuth.Tests.Conventions;

/// <summary>Every message of the module is in one folder, where one person can read them all.</summary>
public sealed partial class MessageTests
{
    private const string Folder = "src/WalmartAuth/Messages/";

    /// <summary>Messages uses Common, so nothing in Common can use Messages.</summary>
    private const string Below = "src/WalmartAuth/Common/SecretText.cs";

    [Fact]
    public void Sentences_are_in_the_folder_of_messages()
    {
        var elsewhere = SourceFiles.Below("src/WalmartAuth", "*.cs")
            .Where(file => !SourceFiles.Name(file).StartsWith(Folder, StringComparison.Ordinal) && SourceFiles.Name(file) != Below)
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (File: SourceFiles.Name(file), Number: index + 1, Line: line.Trim())))
            .Where(line => !line.Line.StartsWith('/') && !line.Line.StartsWith('[') && IsSentence(line.Line))
            .Select(line => $"{line.File}:{line.Number}: {line.Line}")
            .ToList();

        Assert.True(elsewhere.Count == 0, $"Move the text to {Folder}:\n{string.Join('\n', elsewhere)}");
    }

    [Theory]
    [InlineData("throw new WalmartException(id, \"The path is not known.\");", true)]
    [InlineData("output.Warning($\"{name} has {rows} left to be read: {e.Message}\");", true)]
    [InlineData("VaultCommand.Run(context, \"Get-Secret\", (\"Name\", name));", false)]
    [InlineData("return SessionMessages.NoSession;", false)]
    public void A_sentence_has_four_words(string line, bool expected) => Assert.Equal(expected, IsSentence(line));

    [Fact]
    public void A_message_is_used()
    {
        var sources = string.Concat(SourceFiles.Below("src/WalmartAuth", "*.cs").Select(File.ReadAllText));
        var messages = SourceFiles.Below(Folder, "*.cs").SelectMany(file => Message().Matches(File.ReadAllText(file)).Select(message => $"{Path.GetFileNameWithoutExtension(file)}.{message.Groups["name"].Value}"));

        Assert.All(messages, message => Assert.Matches($@"\b{Regex.Escape(message)}\b", sources));
    }

    private static bool IsSentence(string line) =>
        Literal().Matches(line).Any(literal => Hole().Replace(literal.Groups["text"].Value, "").Split(' ').Count(Word().IsMatch) >= 4);

    /// <summary>A literal, except one that is used to search external text.</summary>
    [GeneratedRegex(@"(?<!@|IndexOf\()""(?<text>(?:[^""\\]|\\.)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^['(]?[A-Za-z'-]{2,}[,.:;)]?$")]
    private static partial Regex Word();

    [GeneratedRegex(@"public (?:const|static) string (?<name>\w+)")]
    private static partial Regex Message();
}
