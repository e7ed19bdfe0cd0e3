using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A default threshold that covers no signal of the rule set.</summary>
internal sealed class DefaultThresholdOfNoSignal() : Check("RP3113", "A default threshold that covers no signal")
{
    public override void Examine(LintSubject subject)
    {
        string[] units = [.. subject.Signals.Select(signal => signal.Draft.Unit).Distinct().Order(StringComparer.Ordinal)];
        foreach (DefaultThresholdDraft one in subject.Manuscript.RuleSet!.Draft!.DefaultThresholds.Where(one => !subject.Signals.Any(signal => Covers(one, signal))))
        {
            bool isUnitUnknown = one.Unit is { } unit && Array.IndexOf(units, unit) < 0;
            TextNode place = isUnitUnknown ? one.Node.Find("unit")! : one.Node.Find("signal")!;
            string help = (isUnitUnknown ? Nearest.Help(one.Unit!, units, "the units of the signals are") : null) ?? "remove it, or mend what it asks for";
            subject.Manuscript.RuleSet!.Reading.Report(Kind, place, $"no signal has {Wanted(one)}: this default threshold judges nothing", help);
        }
    }

    private static bool Covers(DefaultThresholdDraft one, WrittenSignal signal) =>
        (one.Unit is null || one.Unit == signal.Draft.Unit) && (one.Signal is null || one.Signal.MatchesValue(signal.Name));

    private static string Wanted(DefaultThresholdDraft one) => (one.Unit, one.Signal) switch
    {
        ({ } unit, { } signal) => $"the unit {Printable.Quote(unit)} and a name that fits {Printable.Quote(signal.Text)}",
        ({ } unit, null) => $"the unit {Printable.Quote(unit)}",
        _ => $"a name that fits {Printable.Quote(one.Signal!.Text)}",
    };
}
