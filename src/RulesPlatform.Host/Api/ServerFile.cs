using System.Text.Json;

namespace RulesPlatform.Host.Api;

/// <summary>What a running server says of itself in its data folder, so that the command line beside it finds it.</summary>
/// <param name="Urls">Where it listens, with the ports it really has.</param>
internal sealed record ServerFile(IReadOnlyList<string> Urls, int Pid, DateTimeOffset Started, string Version)
{
    public const string Name = "server.json";

    /// <summary>Written whole or not at all.</summary>
    public void Write(string dataFolder)
    {
        string path = Path.Combine(dataFolder, Name);
        File.WriteAllText(path + ".part", JsonSerializer.Serialize(this, Answers.ApiJson.Default.ServerFile));
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>Null where there is none, or none that can be read. A server that died leaves its file: ask before trusting it.</summary>
    public static ServerFile? TryRead(string dataFolder)
    {
        try
        {
            string path = Path.Combine(dataFolder, Name);
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), Answers.ApiJson.Default.ServerFile) : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes the file if it is still this process' own.</summary>
    public static void Remove(string dataFolder)
    {
        if (TryRead(dataFolder)?.Pid == Environment.ProcessId)
        {
            File.Delete(Path.Combine(dataFolder, Name));
        }
    }
}
