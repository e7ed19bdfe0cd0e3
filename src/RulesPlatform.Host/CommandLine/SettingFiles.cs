using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.CommandLine;

/// <summary>Where settings are looked for: <c>appsettings.json</c> beside the program, in the current folder, the one that is named; then the environment.</summary>
internal static class SettingFiles
{
    private const string Name = "appsettings.json";

    public static SettingSources Lay(CommandTools tools, string? named)
    {
        var sources = new SettingSources();
        foreach (string folder in new[] { AppContext.BaseDirectory, tools.Folder }.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct())
        {
            sources.AddFile(Path.Combine(folder, Name), isNeeded: false);
        }
        if (named is not null)
        {
            sources.AddFile(Path.GetFullPath(named, tools.Folder), isNeeded: true);
        }
        return sources.AddEnvironment(tools.Environment);
    }
}
