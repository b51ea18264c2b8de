using WalmartAuth.Http;
using WalmartAuth.Sessions;

namespace WalmartAuth.Diagnostics;

/// <summary>The scopes that are asked for against those that are held.</summary>
internal static class ScopeCheck
{
    /// <summary>What is missing, in a sentence; null where nothing is.</summary>
    public static string? Run(TestRun run, IReadOnlyDictionary<string, string> required, TokenDetail? detail)
    {
        if (required.Count == 0)
        {
            run.Checks.Skip("RequiredScope", "-RequireScope was not given");
            return null;
        }

        if (detail is null || detail.Scopes.Count == 0)
        {
            run.Checks.Skip("RequiredScope", "the scopes are not known");
            run.Obstacle ??= new WalmartException(WalmartErrorId.InsufficientScope, $"Whether the key has the scopes asked for could not be found out ({run.Subject.Gateway.DisplayName}): {run.DetailFailure?.Message ?? "token detail names none."}");
            return null;
        }

        var missing = required.Where(r => !ScopeLevel.Covers(detail.Scopes.TryGetValue(r.Key, out var held) ? held : null, r.Value))
            .Select(r => $"{r.Key} = {r.Value} (held: {(detail.Scopes.TryGetValue(r.Key, out var held) ? held : "nothing")})").ToArray();
        var sentence = missing.Length == 0 ? null : $"The key lacks {string.Join(", ", missing)}.";
        run.Checks.Decide("RequiredScope", sentence, "Grant the scope to this API key in Walmart's developer portal.");
        return sentence;
    }
}
