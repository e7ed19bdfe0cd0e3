using System.Collections.Frozen;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Meaning;

/// <summary>A format that reckons from another unit than the signal has: 42 percent shown as 4200 %.</summary>
internal sealed class FormatAgainstUnit() : Check("RP3116", "A format that takes the unit for another", Reach.Part)
{
    private static readonly FrozenDictionary<string, (string Wants, FrozenSet<string> Others)> s_formats = new Dictionary<string, (string, FrozenSet<string>)>
    {
        ["percent"] = ("a ratio, which it multiplies by 100", Units("percent", "%", "percentage")),
        ["duration"] = ("seconds", Units("ms", "milliseconds", "us", "microseconds", "ns", "nanoseconds", "minutes", "hours", "days", "weeks")),
        ["bytes"] = ("bytes", Units("kilobytes", "megabytes", "gigabytes", "kb", "mb", "gb", "kib", "mib", "gib", "bits", "bits_per_second")),
    }.ToFrozenDictionary();

    public override void Examine(LintSubject subject)
    {
        foreach (WrittenRule rule in subject.Rules)
        {
            string unit = rule.Signal.Draft.Unit;
            foreach (Located<string> text in rule.Properties.Annotations.Select(entry => entry.Value))
            {
                foreach (TemplatePlaces.Place place in TemplatePlaces.Of(text.Value).Where(place => IsOfTheUnit(place.Path)))
                {
                    if (s_formats.TryGetValue(place.Format, out (string Wants, FrozenSet<string> Others) format) && format.Others.Contains(unit))
                    {
                        rule.Reading.Report(text.Node, place.Flaw(
                            Kind, $"'{place.Format}' wants {format.Wants}, and {Printable.Quote(rule.Signal.Name)} is in {Printable.Quote(unit)}",
                            $"write {{{place.Path}}} {{signal.Unit}}, or let the formula give what the format wants"));
                    }
                }
            }
        }
    }

    private static bool IsOfTheUnit(string path) =>
        path.StartsWith("threshold.", StringComparison.OrdinalIgnoreCase)
        || new[] { "signal.Value", "signal.Expected", "margin" }.Contains(path, StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> Units(params string[] units) => FrozenSet.ToFrozenSet(units, StringComparer.OrdinalIgnoreCase);
}
