using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace WalmartAuth.Http;

/// <summary>Why the certificate of a connection was refused. The issuer distinguishes a proxy that intercepts TLS from other causes.</summary>
internal sealed class CertificateProblem
{
    private static readonly ConditionalWeakTable<HttpRequestMessage, CertificateProblem> Found = new();

    internal CertificateProblem(string issuer, SslPolicyErrors errors)
    {
        Issuer = issuer;
        Errors = errors;
    }

    /// <summary>The issuer's distinguished name.</summary>
    public string Issuer { get; }

    public SslPolicyErrors Errors { get; }

    /// <summary>Accepts only what the system accepts; records why it refused.</summary>
    public static bool Check(HttpRequestMessage request, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        Found.Remove(request);
        Found.Add(request, new CertificateProblem(certificate?.Issuer ?? "unknown", errors));
        return false;
    }

    /// <summary>The certificate problem of the request's connection; null if there was none.</summary>
    public static CertificateProblem? Of(HttpRequestMessage request) => Found.TryGetValue(request, out var problem) ? problem : null;
}
