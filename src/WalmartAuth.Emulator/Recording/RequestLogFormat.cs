namespace WalmartAuth.Emulator;

/// <summary>How the program writes a line for each request.</summary>
public enum RequestLogFormat
{
    /// <summary>No lines.</summary>
    None,

    /// <summary>Columns for people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
