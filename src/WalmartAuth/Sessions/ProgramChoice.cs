using WalmartAuth.Common;
using WalmartAuth.Credentials;

namespace WalmartAuth.Sessions;

/// <summary>
/// Chooses a program if none is specified, for all sessions of a command. Supplier is first, because the sample request of
/// Walmart's FAQ uses its host; only a key that it rejects is tried at Marketplace, once. The environment is never guessed.
/// </summary>
internal sealed class ProgramChoice
{
    private const int NamesInMessage = 3;
    private readonly object gate = new();
    private readonly List<(string Session, WalmartProgram Program, string? SecretName)> guessed = [];
    private WalmartProgram acceptedLast = WalmartProgram.Supplier;

    /// <summary>The settings to try, in order: one, unless the program is unknown and there are two hosts.</summary>
    public IReadOnlyList<ConnectionSettings> Candidates(ConnectionSettings settings, CredentialProfile profile)
    {
        if (GatewayResolver.KnownProgram(settings, profile) is not null || !HasTwoHosts(settings, profile))
        {
            return [settings];
        }

        lock (gate)
        {
            var other = acceptedLast == WalmartProgram.Supplier ? WalmartProgram.Marketplace : WalmartProgram.Supplier;
            return [settings with { Program = acceptedLast }, settings with { Program = other }];
        }
    }

    /// <summary>Records which of two candidates Walmart accepted.</summary>
    /// <param name="settings">The one that was accepted.</param>
    /// <param name="profile">The profile with the key.</param>
    /// <param name="wasRejected">True if the other program had rejected the key.</param>
    public void Accept(ConnectionSettings settings, CredentialProfile profile, bool wasRejected)
    {
        lock (gate)
        {
            acceptedLast = settings.Program!.Value;
            if (wasRejected || acceptedLast != WalmartProgram.Supplier)
            {
                guessed.Add((settings.SessionName, acceptedLast, profile.SecretName));
            }
        }
    }

    /// <summary>The warning about sessions without a specified program; null if there is none.</summary>
    public string? Warning()
    {
        lock (gate)
        {
            if (guessed.Count == 0)
            {
                return null;
            }

            var (session, program, secret) = guessed[0];
            var store = secret is null ? "" : SessionMessages.OrStoreProgram(PSLiteral.Quote(secret), program);
            return guessed.Count == 1
                ? SessionMessages.ProgramWasGuessed(session, program, store)
                : SessionMessages.ProgramsWereGuessed(guessed.Count, string.Join(", ", guessed.Take(NamesInMessage).Select(g => $"{g.Session} ({g.Program})")), guessed.Count > NamesInMessage, guessed.Count - NamesInMessage, program, store);
        }
    }

    private static bool HasTwoHosts(ConnectionSettings settings, CredentialProfile profile) =>
        (settings.Environment ?? profile.Environment) != WalmartEnvironment.Sandbox && (settings.BaseUri ?? profile.BaseUri) is null;
}
