using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace WalmartAuth.Common;

/// <summary>
/// A secret in memory: bytes that are zeroed when they are no longer needed, with nothing that a log, a debugger view or
/// a serializer would show. The text exists only for as long as a caller of <see cref="Reveal"/> holds it.
/// </summary>
internal sealed class SecretText : IDisposable
{
    private readonly byte[] bytes;
    private bool cleared;

    public SecretText(string text) => bytes = Encoding.UTF8.GetBytes(text);

    public SecretText(SecureString text)
    {
        // The plain copies exist only here, and are zeroed before this returns.
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(text);
        var characters = new char[text.Length];
        try
        {
            Marshal.Copy(pointer, characters, 0, characters.Length);
            bytes = Encoding.UTF8.GetBytes(characters);
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    /// <summary>The length in UTF-8 bytes.</summary>
    public int Length => bytes.Length;

    /// <summary>The plain text, for a header or a request body.</summary>
    /// <exception cref="WalmartException">NotConnected: it was cleared.</exception>
    public string Reveal()
    {
        lock (bytes)
        {
            EnsureKept();
            return Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>Checks that the secret has not been cleared.</summary>
    /// <exception cref="WalmartException">NotConnected: it was cleared.</exception>
    public void EnsureKept()
    {
        if (Volatile.Read(ref cleared))
        {
            // The end of a session clears its secrets, even while a call still uses them.
            throw new WalmartException(WalmartErrorId.NotConnected, "This session was disconnected while it was in use.");
        }
    }

    /// <summary>A copy of the bytes; the caller clears it.</summary>
    /// <exception cref="WalmartException">NotConnected: it was cleared.</exception>
    public byte[] CopyBytes()
    {
        lock (bytes)
        {
            EnsureKept();
            return (byte[])bytes.Clone();
        }
    }

    /// <summary>A read-only SecureString of the text.</summary>
    public unsafe SecureString ToSecureString()
    {
        var copy = CopyBytes();
        var characters = Encoding.UTF8.GetChars(copy);
        Array.Clear(copy, 0, copy.Length);
        try
        {
            fixed (char* first = characters)
            {
                var secure = new SecureString(first, characters.Length);
                secure.MakeReadOnly();
                return secure;
            }
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
        }
    }

    /// <summary>True if both have the same text and neither was cleared, compared in constant time.</summary>
    public bool SameAs(SecretText other)
    {
        var difference = bytes.Length ^ other.bytes.Length;
        for (var i = 0; i < bytes.Length && i < other.bytes.Length; i++)
        {
            difference |= bytes[i] ^ other.bytes[i];
        }

        return difference == 0 && !Volatile.Read(ref cleared) && !Volatile.Read(ref other.cleared);
    }

    public void Dispose()
    {
        // Under the lock, so that a half-cleared secret is never sent.
        lock (bytes)
        {
            Volatile.Write(ref cleared, true);
            Array.Clear(bytes, 0, bytes.Length);
        }
    }

    public override string ToString() => "***";
}
