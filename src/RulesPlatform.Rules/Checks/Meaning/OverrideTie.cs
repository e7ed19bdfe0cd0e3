using System.Globalization;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>Two overrides of a level that fit one row and have as many matchers: their order in the file decides.</summary>
internal sealed class OverrideTie() : Check("RP3106", "Overrides of which neither wins")
{
    // Beyond that only overrides with the very same matchers are compared.
    private const int MostCompared = 64;

    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ThresholdsDraft> file in subject.Manuscript.Thresholds)
        {
            foreach (Entry<LevelsDraft> entry in file.Draft!.Levels)
            {
                var rivals = from one in entry.Value.Overrides
                             from level in one.Values
                             select (Level: level.Name, Override: one, level.Value);
                foreach (var group in rivals.GroupBy(one => (one.Level, one.Override.Where.Count)))
                {
                    Examine([.. group.Select(one => (one.Override, one.Value))], group.Key.Level, file.Reading);
                }
            }
        }
    }

    private void Examine((LevelOverrideDraft Override, double Value)[] rivals, string level, Reading reading)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        for (int later = 0; later < rivals.Length; later++)
        {
            int earlier = first.GetValueOrDefault(KeyOf(rivals[later].Override), -1);
            if (earlier < 0 && rivals.Length <= MostCompared)
            {
                earlier = Array.FindIndex(rivals, 0, later, one => CanMeet(one.Override, rivals[later].Override));
            }
            first.TryAdd(KeyOf(rivals[later].Override), later);
            if (earlier >= 0 && !rivals[earlier].Value.Equals(rivals[later].Value))
            {
                Report(rivals[earlier], rivals[later], level, reading);
            }
        }
    }

    private void Report((LevelOverrideDraft Override, double Value) earlier, (LevelOverrideDraft Override, double Value) later, string level, Reading reading) => reading.Report(
        Kind, later.Override.Node.Find("where")!,
        string.Create(CultureInfo.InvariantCulture, $"{Shown(later.Override)} sets '{level}' to {later.Value}, {Shown(earlier.Override)} to {earlier.Value}: a row may fit both, and the one above wins by its place alone"),
        "add a matcher to the one that is to win");

    /// <summary>Whether some row surely fits both.</summary>
    private static bool CanMeet(LevelOverrideDraft one, LevelOverrideDraft other) =>
        one.Where.All(mine => other.Where.FirstOrDefault(theirs => theirs.Name == mine.Name) is not { } theirs || CanMeet(mine, theirs));

    private static bool CanMeet(LabelMatcher one, LabelMatcher other) =>
        one.Text == other.Text || (IsLiteral(one) && other.MatchesValue(one.Operand)) || (IsLiteral(other) && one.MatchesValue(other.Operand));

    private static bool IsLiteral(LabelMatcher matcher) => matcher is { IsRegex: false, IsNegated: false };

    private static string Shown(LevelOverrideDraft one) => Printable.Clip($"{{{string.Join(", ", one.Where)}}}");

    private static string KeyOf(LevelOverrideDraft one) => string.Join('\n', one.Where.OrderBy(matcher => matcher.Name, StringComparer.Ordinal));
}
