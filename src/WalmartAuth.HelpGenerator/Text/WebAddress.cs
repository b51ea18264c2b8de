namespace WalmartAuth.HelpGenerator.Text;

/// <summary>An address that a reader of a console can follow.</summary>
internal static class WebAddress
{
    /// <summary>The address if it is absolute, http or https; else null.</summary>
    public static Uri? TryRead(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;
}
