using System.Globalization;
using System.Reflection;

namespace WalmartAuth.Http.Downloads;

/// <summary>
/// The target of a download. A regular file is replaced when the download is complete, and keeps its permissions. A
/// device or pipe is written to directly, and a link is followed, as in Invoke-RestMethod.
/// </summary>
internal sealed class DownloadTarget : IDisposable
{
    private const int BufferSize = 81920;
    private const int MostNames = 10_000;

    // .NET 7 and later; .NET Framework has neither these permissions nor these links.
    private static readonly MethodInfo? GetMode = typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]);
    private static readonly MethodInfo? SetMode = typeof(File).GetMethods().FirstOrDefault(m => m.Name == "SetUnixFileMode" && m.GetParameters()[0].ParameterType == typeof(string));
    private static readonly MethodInfo? ResolveLink = typeof(File).GetMethod("ResolveLinkTarget", [typeof(string), typeof(bool)]);

    private readonly string final;
    private readonly string? temporary;
    private readonly bool isReserved;
    private bool isDone;

    private DownloadTarget(string path, string final, string? temporary, bool isReserved, FileStream stream)
    {
        Path = path;
        this.final = final;
        this.temporary = temporary;
        this.isReserved = isReserved;
        Stream = stream;
    }

    /// <summary>The file as the caller specified it.</summary>
    public string Path { get; }

    /// <summary>The stream for the body.</summary>
    public FileStream Stream { get; }

    /// <summary>True if opening may block, as a pipe does until it has a reader.</summary>
    public static bool MayWait(string path) => File.Exists(path) && !HoldsData(path);

    /// <summary>Opens a file, or a new file of a safe name in an existing folder.</summary>
    /// <param name="path">The file, or an existing folder.</param>
    /// <param name="proposed">The name that the response proposes, for a folder. If the name exists, a number is added.</param>
    public static DownloadTarget Open(string path, Func<string> proposed)
    {
        if (Directory.Exists(path))
        {
            var reserved = Reserve(path, proposed());
            return OpenBeside(reserved, reserved, isReserved: true);
        }

        if (!Exists(path))
        {
            return OpenBeside(path, path, isReserved: false);
        }

        var final = Follow(path);
        if (final is null || (File.Exists(final) && !HoldsData(final)))
        {
            return new DownloadTarget(path, path, null, isReserved: false, new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, BufferSize, useAsync: true));
        }

        return File.Exists(final) && (File.GetAttributes(final) & FileAttributes.ReadOnly) != 0
            ? throw new UnauthorizedAccessException(AnswerMessages.IsReadOnly)
            : OpenBeside(path, final, isReserved: false);
    }

    /// <summary>The download is complete: moves the file to its place.</summary>
    public void Complete()
    {
        Stream.Dispose();
        if (temporary is not null)
        {
            // netstandard2.0 cannot overwrite in a move; Replace keeps the old file until the new one is complete.
            if (File.Exists(final))
            {
                File.Replace(temporary, final, null);
            }
            else
            {
                File.Move(temporary, final);
            }
        }

        isDone = true;
    }

    /// <summary>Removes an incomplete file.</summary>
    public void Dispose()
    {
        if (isDone)
        {
            return;
        }

        try
        {
            if (temporary is null && Stream.CanSeek)
            {
                Stream.SetLength(0);
            }

            Stream.Dispose();
            Remove(temporary);
            Remove(isReserved ? final : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The original error is the one to report.
        }
    }

    private static DownloadTarget OpenBeside(string path, string final, bool isReserved)
    {
        var temporary = $"{final}.{Guid.NewGuid():N}.part";
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
        if (File.Exists(final) && !isReserved && GetMode is not null && SetMode is not null && System.IO.Path.DirectorySeparatorChar == '/')
        {
            // Before the first byte: the temporary file is never open to more users than the one that it replaces.
            SetMode.Invoke(null, [temporary, GetMode.Invoke(null, [final])]);
        }

        return new DownloadTarget(path, final, temporary, isReserved, stream);
    }

    // An empty file in the folder reserves the name for this download. The name comes from outside, so it never replaces a file.
    private static string Reserve(string folder, string name)
    {
        for (var number = 1; number <= MostNames; number++)
        {
            var path = System.IO.Path.Combine(folder, number == 1 ? name : Numbered(name, number));
            try
            {
                new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
                return path;
            }
            catch (IOException) when (Exists(path))
            {
            }
        }

        throw new IOException(AnswerMessages.FolderIsFull(MostNames.ToString(CultureInfo.InvariantCulture), name));
    }

    private static string Numbered(string name, int number) =>
        $"{System.IO.Path.GetFileNameWithoutExtension(name)} ({number.ToString(CultureInfo.InvariantCulture)}){System.IO.Path.GetExtension(name)}";

    // A broken link exists too.
    private static bool Exists(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The final target of a link, or the path itself; null for a link that cannot be followed by name.</summary>
    private static string? Follow(string path)
    {
        if ((File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0)
        {
            return path;
        }

        var end = (FileSystemInfo?)ResolveLink?.Invoke(null, [path, true]);

        // /proc/self/fd/1 points to a name that is not a path.
        return end is null || (!end.Exists && File.Exists(path)) ? null : end.FullName;
    }

    // A device or a pipe has no length. Neither does an empty file, which loses nothing when it is written to directly.
    private static bool HoldsData(string path) => new FileInfo(path).Length > 0;

    private static void Remove(string? path)
    {
        if (path is not null)
        {
            File.Delete(path);
        }
    }
}
