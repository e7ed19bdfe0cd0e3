using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;

namespace RulesPlatform.Host.Settings;

/// <summary>What was said about settings, in three layers: files, then the environment, then arguments; a later one wins.</summary>
internal sealed class SettingSources
{
    private readonly SortedDictionary<string, SettingValue> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingProblem> _problems = [];

    /// <summary>Files that could not be read.</summary>
    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>By name with dots.</summary>
    public IReadOnlyDictionary<string, SettingValue> Values => _values;

    /// <summary>Lays the section <c>RulesPlatform</c> of a JSON file over what is there.</summary>
    /// <param name="isNeeded">Whether it is a problem that the file is missing.</param>
    public SettingSources AddFile(string path, bool isNeeded)
    {
        if (!File.Exists(path))
        {
            if (isNeeded)
            {
                _problems.Add(new SettingProblem(path, null, "argument --settings", "There is no such file.", "Name an existing JSON file, or leave --settings away."));
            }
            return this;
        }
        try
        {
            var file = new JsonStreamConfigurationProvider(new JsonStreamConfigurationSource { Stream = new MemoryStream(File.ReadAllBytes(path)) });
            var root = new ConfigurationRoot([file]);
            foreach ((string key, string? text) in root.GetSection(SettingCatalog.Section).AsEnumerable(makePathsRelative: true))
            {
                if (text is not null)
                {
                    _values[key.Replace(':', '.')] = new SettingValue(text, Path.GetFileName(path));
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _problems.Add(new SettingProblem(path, null, null, $"The file cannot be read: {(failure.InnerException ?? failure).Message}", "Repair the file; comments and trailing commas are allowed."));
        }
        return this;
    }

    /// <summary>Lays variables named <c>RULESPLATFORM_NAME</c> over what is there; two underscores stand for a dot.</summary>
    public SettingSources AddEnvironment(IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach ((string variable, string text) in variables)
        {
            if (variable.StartsWith(SettingDefinition.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            {
                string name = variable[SettingDefinition.EnvironmentPrefix.Length..].Replace("__", ".", StringComparison.Ordinal);
                // Secrets that rule files name may begin like this too: only what is a setting, or nearly one, is taken for one.
                if (SettingCatalog.Knows(name) || SettingCatalog.Nearest(name) is not null)
                {
                    _values[name] = new SettingValue(text, $"environment {variable}");
                }
            }
        }
        return this;
    }

    public SettingSources AddArgument(string name, string text, string option)
    {
        _values[name] = new SettingValue(text, $"argument {option}");
        return this;
    }
}
