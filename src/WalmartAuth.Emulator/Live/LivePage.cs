using System.Security.Cryptography;
using System.Text;

namespace WalmartAuth.Emulator.Live;

/// <summary>The page for a browser: one file, which loads nothing and runs only its own script.</summary>
internal static class LivePage
{
    private static readonly Lazy<Answer> Read = new(Create);

    public static Answer Answer => Read.Value;

    private static Answer Create()
    {
        using var reader = new StreamReader(typeof(LivePage).Assembly.GetManifestResourceStream("LivePage.html")!);
        var html = reader.ReadToEnd().ReplaceLineEndings("\n");
        var policy = $"default-src 'none'; connect-src 'self'; img-src data:; style-src {HashOf(html, "style")}; script-src {HashOf(html, "script")}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        return Emulator.Answer.Text(html, 200, "text/html;charset=UTF-8")
            .With("Content-Security-Policy", policy)
            .With("X-Content-Type-Options", "nosniff")
            .With("Referrer-Policy", "same-origin")
            .With("Cache-Control", "no-store");
    }

    private static string HashOf(string html, string element)
    {
        var start = html.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var text = html[start..html.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }
}
