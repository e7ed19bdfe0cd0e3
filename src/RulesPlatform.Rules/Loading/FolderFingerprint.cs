using System.Security.Cryptography;
using System.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>What can be seen of a folder without opening its files.</summary>
internal static class FolderFingerprint
{
    /// <summary>A hash over names, sizes and times of the JSON files below <paramref name="folder"/>; links are followed. Never throws.</summary>
    public static string Of(string folder)
    {
        var lines = new StringBuilder();
        try
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*.json", options).OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                FileSystemInfo real = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
                long length = real is FileInfo { Exists: true } known ? known.Length : -1;
                lines.Append(file.FullName).Append('\0').Append(length).Append('\0').Append(real.LastWriteTimeUtc.Ticks).Append('\n');
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder on its way in or out: the next look sees the rest.
            lines.Append(failure.GetType().Name);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }
}
