namespace WalmartAuth.Http;

/// <summary>How far a call came that got no answer.</summary>
internal enum ConnectionStage
{
    /// <summary>The host's name could not be resolved.</summary>
    Name,

    /// <summary>The connection could not be made, or broke.</summary>
    Tcp,

    /// <summary>The two sides found no common, trusted encryption.</summary>
    Tls,
}
