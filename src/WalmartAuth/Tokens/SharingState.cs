using System.Security.Cryptography;
using WalmartAuth.Common;

namespace WalmartAuth.Tokens;

/// <summary>The state of sharing one token through a vault, for all sessions of the process that use the token. Thread-safe.</summary>
internal sealed class SharingState
{
    internal static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);
    private const int RememberedRejections = 4;

    private readonly object gate = new();
    private readonly Queue<string> rejected = new();
    private TimeSpan? lookedAt;
    private TimeSpan? restsUntil;
    private long looks;
    private int looking;
    private Task? pause;
    private long pauseFor = -1;

    /// <summary>Counts completed reads of the vault.</summary>
    public long Looks => Interlocked.Read(ref looks);

    /// <summary>True while a caller reads the vault.</summary>
    public bool IsLooking => Volatile.Read(ref looking) > 0;

    /// <summary>True while a vault that failed is not used.</summary>
    public bool IsResting(TimeSpan now)
    {
        lock (gate)
        {
            return now < restsUntil;
        }
    }

    public void StartRest(TimeSpan now)
    {
        lock (gate)
        {
            restsUntil = now + Rest;
        }
    }

    /// <summary>True if the last read was long enough ago for another one.</summary>
    public bool MayLook(TimeSpan now)
    {
        lock (gate)
        {
            return lookedAt is not { } last || now - last >= LookInterval;
        }
    }

    public void BeginLook() => Interlocked.Increment(ref looking);

    public void EndLook() => Interlocked.Decrement(ref looking);

    public void RecordLook(TimeSpan now)
    {
        lock (gate)
        {
            lookedAt = now;
        }

        Interlocked.Increment(ref looks);
    }

    /// <summary>Records a token that Walmart rejected, so that it is not read from the vault again.</summary>
    public void Reject(SecretText token)
    {
        var hash = Hash(token);
        lock (gate)
        {
            if (!rejected.Contains(hash))
            {
                rejected.Enqueue(hash);
            }

            if (rejected.Count > RememberedRejections)
            {
                rejected.Dequeue();
            }
        }
    }

    public bool IsRejected(SecretText token)
    {
        var hash = Hash(token);
        lock (gate)
        {
            return rejected.Contains(hash);
        }
    }

    /// <summary>The pause that all callers share after the same rejected token.</summary>
    public Task PauseOnceFor(AccessToken token, Func<Task> start)
    {
        lock (gate)
        {
            if (pause is null || pauseFor != token.Sequence)
            {
                pauseFor = token.Sequence;
                pause = start();
            }

            return pause;
        }
    }

    private static string Hash(SecretText token)
    {
        using var hash = SHA256.Create();
        var bytes = token.CopyBytes();
        var result = Convert.ToBase64String(hash.ComputeHash(bytes));
        Array.Clear(bytes, 0, bytes.Length);
        return result;
    }
}

/// <summary>A token that other processes can use as soon as it is in the vault.</summary>
/// <param name="Token">The token.</param>
/// <param name="IssuedOn">When it was issued (UTC), by the gateway's clock if its response has a date.</param>
internal sealed record PendingShare(AccessToken Token, DateTimeOffset IssuedOn);
