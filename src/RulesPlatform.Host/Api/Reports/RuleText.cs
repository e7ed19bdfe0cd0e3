using System.Text;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Lines of rule files as they stood in a revision; each generation's files are read once.</summary>
internal sealed class RuleText(IArchive archive)
{
    private readonly Dictionary<string, IReadOnlyList<RuleFile>?> _files = new(StringComparer.Ordinal);

    public PlaceAnswer PlaceOf(string revision, Origin origin) => new(origin.File ?? "", origin.Line, origin.Column, LineOf(revision, origin));

    private string? LineOf(string revision, Origin origin)
    {
        if (!_files.TryGetValue(revision, out IReadOnlyList<RuleFile>? files))
        {
            _files[revision] = files = archive.Files(revision);
        }
        RuleFile? file = files?.FirstOrDefault(file => file.Path == origin.File);
        if (file is null || origin.Line < 1)
        {
            return null;
        }
        string[] lines = Encoding.UTF8.GetString(file.Content.Span).Split('\n');
        if (origin.Line > lines.Length)
        {
            return null;
        }
        // A brace that stands alone says nothing: its first member says which object it is.
        string line = lines[origin.Line - 1].Trim();
        return line == "{" && origin.Line < lines.Length ? $"{{ {lines[origin.Line].Trim()}" : line;
    }
}
