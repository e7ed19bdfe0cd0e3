using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>Two signals of one definition: both are computed, and one day only one of them is mended.</summary>
internal sealed class SignalTwice() : Check("RP3112", "A signal that is there twice")
{
    private static readonly string[] s_defining = ["unit", "tolerance", "inputs", "formula", "baseline"];

    public override void Examine(LintSubject subject)
    {
        var known = new Dictionary<string, WrittenSignal>(StringComparer.Ordinal);
        foreach (WrittenSignal signal in subject.Signals)
        {
            string key = $"{DurationText.Write(signal.Interval)} {CanonicalForm.Hash([.. s_defining.Select(member => signal.Draft.Node.Find(member))])}";
            if (!known.TryAdd(key, signal))
            {
                signal.Reading.Report(
                    Kind, signal.Draft.Name.Node, $"{Printable.Quote(signal.Name)} has the inputs, the formula and the interval of {Printable.Quote(known[key].Name)} in {known[key].File.Path}",
                    $"let its readers read {Printable.Quote(known[key].Name)}, and remove it");
            }
        }
    }
}
