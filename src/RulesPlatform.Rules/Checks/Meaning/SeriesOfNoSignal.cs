using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>An input that reads the stored series of a signal which does not exist, or is not kept.</summary>
internal sealed class SeriesOfNoSignal() : Check("RP3119", "A stored signal that nobody stores")
{
    private const string Prefix = "signal:";
    private const string Expected = ":expected";

    public override void Examine(LintSubject subject)
    {
        IReadOnlyDictionary<string, WrittenSignal> signals = subject.SignalsByName;
        foreach (WrittenSignal signal in subject.Signals)
        {
            foreach (InputDraft input in signal.Draft.Inputs.Select(input => input.Value).Where(input => input.Metric?.StartsWith(Prefix, StringComparison.Ordinal) == true))
            {
                bool isExpected = input.Metric!.EndsWith(Expected, StringComparison.Ordinal);
                string name = isExpected ? input.Metric[Prefix.Length..^Expected.Length] : input.Metric[Prefix.Length..];
                TextNode place = input.Node.Find("metric")!;
                if (!signals.TryGetValue(name, out WrittenSignal? read))
                {
                    signal.Reading.Report(Kind, place, $"there is no signal {Printable.Quote(name)}, so there is no series of it", Nearest.Help(name, [.. signals.Keys], "the signals are") ?? "define it, or read a metric",
                        Nearest.Surely(name, signals.Keys) is { } near ? Reading.Instead(place, Prefix + near + (isExpected ? Expected : "")) : null);
                }
                else if (!read.Draft.Keep)
                {
                    signal.Reading.Report(Kind, place, $"the signal {Printable.Quote(name)} says \"keep\": false: there is no series of it", "let it be kept, or read it at its newest slot with 'signal'");
                }
                else if (isExpected && read.Draft.Baseline is null)
                {
                    signal.Reading.Report(Kind, place, $"the signal {Printable.Quote(name)} has no baseline: nothing is expected of it", "give it one, or read its value");
                }
            }
        }
    }
}
