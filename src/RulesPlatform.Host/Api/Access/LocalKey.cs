using System.Security.Cryptography;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api.Access;

/// <summary>The key file of the data folder: made at the first start without a configured key, and read by the command line of the same user.</summary>
internal static class LocalKey
{
    public const string FileName = "api.key";

    public const string Holder = "local";

    /// <summary>The key in the file; makes one, readable by its owner alone, where there is none.</summary>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static ApiKey ReadOrMake(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        string path = Path.Combine(dataFolder, FileName);
        if (TryRead(dataFolder) is { } known)
        {
            KeepToOwner(path);
            return ApiKey.Of(Holder, known);
        }
        string made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var writer = new StreamWriter(path, options))
        {
            writer.WriteLine(made);
        }
        KeepToOwner(path);
        return ApiKey.Of(Holder, made);
    }

    /// <summary>Null where there is no key.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static string? TryRead(string dataFolder)
    {
        string path = Path.Combine(dataFolder, FileName);
        string? text = File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        return text is { Length: >= ApiKey.LeastLength } ? text : null;
    }

    /// <summary>A file that was there has the mode that someone gave it.</summary>
    private static void KeepToOwner(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
