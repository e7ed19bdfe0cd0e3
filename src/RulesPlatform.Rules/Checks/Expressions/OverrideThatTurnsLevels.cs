using System.Globalization;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>An override that brings the milder of two levels beyond the severer one: for its rows the critical alert comes first.</summary>
internal sealed class OverrideThatTurnsLevels() : Check("RP2115", "An override that turns two levels round", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (LevelRivals rivals in LevelRivals.Of(subject))
        {
            LevelsDraft levels = rivals.Milder.Levels!;
            (Entry<double> milder, Entry<double> severer) = (levels.Values[rivals.MilderLevel], levels.Values[rivals.SevererLevel]);
            foreach (LevelOverrideDraft one in levels.Overrides.Where(one => one.Values.Exists(value => value.Name == milder.Name || value.Name == severer.Name)))
            {
                if (ValueFor(one, milder, levels) is { } low && ValueFor(one, severer, levels) is { } high && rivals.IsTurned(low, high))
                {
                    Report(rivals, one, string.Create(CultureInfo.InvariantCulture, $"'{milder.Name}' is {low} and '{severer.Name}' {high}"));
                }
            }
        }
    }

    /// <summary>What a level is for the rows of an override; null where another override decides it.</summary>
    private static double? ValueFor(LevelOverrideDraft one, Entry<double> level, LevelsDraft levels) =>
        one.Values.Find(value => value.Name == level.Name)?.Value
            ?? (levels.Overrides.Any(other => other.Values.Exists(value => value.Name == level.Name)) ? null : level.Value);

    private void Report(LevelRivals rivals, LevelOverrideDraft one, string levels) => rivals.Milder.Rule.Reading.Report(
        Kind, one.Node.Find("where")!, $"for {Printable.Clip($"{{{string.Join(", ", one.Where)}}}")} {levels}: {Shown(rivals.Severer)} fires before {Shown(rivals.Milder)}",
        "override both levels, or swap them");

    private static string Shown(RuleLogic logic) => $"{Printable.Quote(logic.Rule.Draft.Name.Value)} ({logic.Rule.Properties.Severity})";
}
