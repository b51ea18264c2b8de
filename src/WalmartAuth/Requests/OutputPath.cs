using System.Management.Automation;
using WalmartAuth.Http.Downloads;

namespace WalmartAuth.Requests;

/// <summary>Converts a PowerShell path to a file system path.</summary>
internal static class OutputPath
{
    /// <summary>The full path, which may not exist.</summary>
    /// <exception cref="WalmartException">InvalidArgument: not a path of the file system, such as one on Env:.</exception>
    public static string Resolve(SessionState state, string path)
    {
        try
        {
            var resolved = state.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" && path.IndexOf('\0') >= 0 ? throw Refused(RequestMessages.PathHasNul)
                : provider.Name == "FileSystem" ? resolved : throw Refused(RequestMessages.PathIsNotFile(path, provider.Name));
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or PSInvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw Refused(RequestMessages.IsNotValidPath(path, e.Message), e);
        }
    }

    /// <summary>True if a text is the path of an existing file.</summary>
    public static bool IsFile(SessionState state, string text)
    {
        try
        {
            return File.Exists(Resolve(state, text));
        }
        catch (WalmartException)
        {
            return false;
        }
    }

    /// <summary>A value as part of a file name: characters that would lead to another folder are replaced.</summary>
    public static string FileNamePart(string value) => SafeFileName.Clean(value.Replace('/', '_').Replace('\\', '_')) ?? "_";

    private static WalmartException Refused(string message, Exception? inner = null) =>
        new(WalmartErrorId.InvalidArgument, RequestMessages.WithNothingSent(message), inner, recommendedAction: RequestMessages.UseFilePath);
}
