using System.Globalization;
using System.Linq.Expressions;
using RulesPlatform.Rules.Checks.Reasoning;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary>A rule that everything which its metrics gave on the day before the catalogue was written would have breached: as with a share that is held against a percentage.</summary>
internal sealed class LevelBehindAllSeen() : Check("RP3208", "A level that everything seen is beyond", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        if (subject.Catalogue is not { } catalogue)
        {
            return;
        }
        var seen = new SignalRanges(subject, catalogue);
        foreach (RuleLogic logic in subject.Logic.Where(logic => !logic.IsDecided && logic.Breach.Kind != ExpressionType.Constant))
        {
            Interval value = seen.ValueOf(logic.Rule.Signal);
            if (value != logic.Value && new RuleLogic(logic.Rule, logic.Levels, value, logic.Condition).IsAlways)
            {
                logic.Report(
                    Kind, logic.Condition.BreachTree,
                    $"whatever was seen of {Printable.Quote(logic.Rule.Signal.Name)} breaches {Printable.Quote(logic.Rule.Draft.Name.Value)}: it was {Rounded(value)} on the day before {catalogue.Written:yyyy-MM-dd}",
                    "mend the comparison, the level or its unit; allow it where the rule is meant to fire now");
            }
        }
    }

    // What an average may be off by is nothing that a reader asks for.
    private static Interval Rounded(Interval value) => new(Rounded(value.Low), Rounded(value.High));

    private static double Rounded(double bound) => Math.Abs(bound) == double.MaxValue ? bound : double.Parse(bound.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
