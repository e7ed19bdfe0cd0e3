using System.Globalization;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>A mean and a spread of a handful of values.</summary>
internal sealed class HistoryOfFewSlots() : Check("RP4115", "A baseline of a few values", Reach.Part)
{
    private const int Fewest = 8;

    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            if (signal.Draft.Baseline is { Model: not "seasonal" } baseline && baseline.History < signal.Interval * Fewest)
            {
                signal.Reading.Report(
                    Kind, signal.Draft.Node.Find("baseline")!.Find("history") ?? signal.Draft.Node.Find("baseline")!,
                    string.Create(CultureInfo.InvariantCulture, $"a history of {DurationText.Write(baseline.History)} at an interval of {DurationText.Write(signal.Interval)} is {Math.Floor(baseline.History / signal.Interval)} values: their spread says nothing"),
                    $"write \"history\": \"{DurationText.Write(signal.Interval * 60)}\" or so, at least \"{DurationText.Write(signal.Interval * Fewest)}\"");
            }
        }
    }
}
