using System.Runtime.CompilerServices;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>Two signals of one definition: both are computed, and one day only one of them is mended.</summary>
internal sealed class SignalTwice() : Check("RP3112", "A signal that is there twice")
{
    private static readonly ConditionalWeakTable<SignalDraft, StrongBox<int>> s_fingerprints = [];
    private static readonly string[] s_defining = ["unit", "tolerance", "inputs", "formula", "baseline"];

    public override void Examine(LintSubject subject)
    {
        // Most signals differ at first sight: what they say is written out and compared only among those that do not.
        foreach (IReadOnlyList<WrittenSignal> alike in Alike.By(subject.Signals, Fingerprint))
        {
            var known = new Dictionary<string, WrittenSignal>(StringComparer.Ordinal);
            foreach (WrittenSignal signal in alike)
            {
                string key = $"{DurationText.Write(signal.Interval)} {CanonicalForm.Hash([.. s_defining.Select(signal.Draft.Node.Find)])}";
                if (!known.TryAdd(key, signal))
                {
                    Report(signal, known[key]);
                }
            }
        }
    }

    // A file that has not changed has the drafts that it had.
    private static int Fingerprint(WrittenSignal signal) =>
        HashCode.Combine(signal.Interval, s_fingerprints.GetValue(signal.Draft, draft => new StrongBox<int>(Fingerprint(draft))).Value);

    private static int Fingerprint(SignalDraft signal)
    {
        var fingerprint = new HashCode();
        foreach (string member in s_defining)
        {
            fingerprint.Add(signal.Node.Find(member) is { } node ? CanonicalForm.Fingerprint(node) : 0);
        }
        return fingerprint.ToHashCode();
    }

    private void Report(WrittenSignal signal, WrittenSignal first) => signal.Reading.Report(
        Kind, signal.Draft.Name.Node, $"{Printable.Quote(signal.Name)} has the inputs, the formula and the interval of {Printable.Quote(first.Name)} in {first.File.Path}",
        $"let its readers read {Printable.Quote(first.Name)}, and remove it");
}
