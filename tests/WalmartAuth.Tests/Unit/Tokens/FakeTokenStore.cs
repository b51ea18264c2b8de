using System.Collections.Concurrent;
using WalmartAuth.Credentials;

namespace WalmartAuth.Tests.Unit.Tokens;

/// <summary>A vault that several processes share.</summary>
internal sealed class FakeTokenStore : ISharedTokenStore
{
    private readonly ConcurrentDictionary<string, string> values = [];

    public string Vault => "Fleet";

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    /// <summary>The error of a read.</summary>
    public Func<Exception>? ReadFailure { get; set; }

    /// <summary>The error of a write.</summary>
    public Func<Exception>? WriteFailure { get; set; }

    /// <summary>Called before each read, like another process that acts in the meantime.</summary>
    public Action? BeforeRead { get; set; }

    public string? Read(SecretReadContext context, string name)
    {
        Reads++;
        BeforeRead?.Invoke();
        return ReadFailure is { } failure ? throw failure() : values.GetValueOrDefault(name);
    }

    public void Write(SecretReadContext context, string name, string value)
    {
        if (WriteFailure is { } failure)
        {
            Writes++;
            throw failure();
        }

        values[name] = value;
        Writes++;
    }

    public async Task WaitForWritesAsync(int count)
    {
        while (Writes < count)
        {
            await Task.Yield();
        }
    }
}
