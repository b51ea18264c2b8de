namespace WalmartAuth.Common;

/// <summary>
/// Where work on other threads reports what it does. The text contains no secret: method, path, status,
/// times, waits and their reasons, correlation ids; header names but no sensitive values; no bodies.
/// </summary>
internal interface ICmdletOutput
{
    /// <summary>True if verbose messages are enabled; avoids building texts that are not shown.</summary>
    bool IsVerbose { get; }

    /// <summary>True if debug messages are enabled.</summary>
    bool IsDebug { get; }

    void Verbose(string message);

    void Debug(string message);

    void Warning(string message);

    void Progress(ProgressState progress);
}
