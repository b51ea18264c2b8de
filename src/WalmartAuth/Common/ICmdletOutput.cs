namespace WalmartAuth.Common;

/// <summary>
/// Where work that runs off the pipeline thread says what it does. What is said holds no secret: method, path, status,
/// times, waits and their reasons, correlation ids; header names but no sensitive values; no bodies.
/// </summary>
internal interface ICmdletOutput
{
    /// <summary>True when verbose messages are wanted at all; saves the making of texts that nobody reads.</summary>
    bool IsVerbose { get; }

    /// <summary>True when debug messages are wanted at all.</summary>
    bool IsDebug { get; }

    void Verbose(string message);

    void Debug(string message);

    void Warning(string message);

    void Progress(ProgressState progress);
}
