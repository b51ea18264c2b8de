using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalmartAuth.Emulator;

/// <summary>Reads and checks the configuration file, so that a mistake is named with its line.</summary>
internal static class ConfigurationFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    public static EmulatorConfiguration Load(string path)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"{path}: cannot read the configuration: {e.Message}", EmulatorStartException.WrongInput, e);
        }

        var configuration = Parse(path, json);
        foreach (var (place, reason) in ConfigurationRules.Broken(configuration))
        {
            throw Wrong(path, JsonLines.Find(json, place), place, reason);
        }

        return configuration;
    }

    private static EmulatorConfiguration Parse(string path, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<EmulatorConfiguration>(json, Options)
                ?? throw Wrong(path, 1, "$", "null is no configuration");
        }
        catch (JsonException e)
        {
            throw Wrong(path, (int)(e.LineNumber ?? 0) + 1, e.Path ?? "$", Reason(e));
        }
    }

    private static string Reason(JsonException e) => e switch
    {
        _ when e.Message.Contains("could not be mapped", StringComparison.Ordinal) => "no such setting",
        _ when e.Message.Contains("missing required", StringComparison.Ordinal) =>
            "an account needs name, clientId and clientSecret",
        _ when e.Message.Contains("could not be converted", StringComparison.Ordinal) => "a value of the wrong kind",
        _ => "not JSON: " + e.Message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0],
    };

    private static EmulatorStartException Wrong(string path, int line, string place, string reason) =>
        new($"{path}, line {line}: {place}: {reason}", EmulatorStartException.WrongInput);
}
