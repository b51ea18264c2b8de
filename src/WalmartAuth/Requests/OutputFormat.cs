namespace WalmartAuth.Requests;

/// <summary>What is made of an answer's body.</summary>
internal enum OutputFormat
{
    /// <summary>Objects.</summary>
    Object,

    /// <summary>Case-sensitive hashtables.</summary>
    Hashtable,

    /// <summary>The text as it came.</summary>
    Raw,
}
