using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>The levels that each rule reads: those that its own file gives its signal.</summary>
internal sealed class LevelTable(LintSubject subject)
{
    private readonly Dictionary<(string File, string Signal), LevelsDraft> _levels =
        (from file in subject.Manuscript.Thresholds
         from entry in file.Draft!.Levels
         select (Key: (file.Name, entry.Name), entry.Value)).ToDictionary(one => one.Key, one => one.Value);

    public LevelsDraft? Of(WrittenRule rule) => _levels.GetValueOrDefault((rule.File.Name, rule.Signal.Name));

    /// <summary>The level's value where it is the same for every row; null where there is no such level, or an override of it.</summary>
    public double? FixedValue(WrittenRule rule, string level)
    {
        if (Of(rule) is not { } levels || levels.Overrides.Any(one => one.Values.Any(IsIt)))
        {
            return null;
        }
        return levels.Values.FirstOrDefault(IsIt)?.Value;

        bool IsIt(Entry<double> entry) => string.Equals(entry.Name, level, StringComparison.OrdinalIgnoreCase);
    }
}
