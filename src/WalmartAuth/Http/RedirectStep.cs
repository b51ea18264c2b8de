namespace WalmartAuth.Http;

/// <summary>One step of a call on its way through redirects.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Method">With which method.</param>
/// <param name="Body">With which body.</param>
/// <param name="IsAnonymous">Once true, no credential comes back, wherever the next redirect leads.</param>
internal sealed record RedirectStep(Uri Address, HttpMethod Method, RequestBody? Body, bool IsAnonymous);
