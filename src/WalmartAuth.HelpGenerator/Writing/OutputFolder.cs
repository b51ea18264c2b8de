namespace WalmartAuth.HelpGenerator.Writing;

/// <summary>Writes a set of files so that no reader ever meets half of one.</summary>
internal static class OutputFolder
{
    private const string Unfinished = ".tmp";

    /// <summary>Writes every file beside its place first, and moves them there once all are complete.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        Directory.CreateDirectory(folder);
        string[] places = [.. files.Keys.Select(name => Path.Combine(folder, name))];
        try
        {
            foreach ((string place, byte[] content) in places.Zip(files.Values))
            {
                File.WriteAllBytes(place + Unfinished, content);
            }

            foreach (string place in places)
            {
                File.Move(place + Unfinished, place, overwrite: true);
            }
        }
        finally
        {
            foreach (string place in places)
            {
                File.Delete(place + Unfinished);
            }
        }
    }
}
