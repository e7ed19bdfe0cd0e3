using RulesPlatform.Rules.Catalogues;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Catalogued;

/// <summary>
/// A label value that no series has, a slip of the fingers away from one that some have. A value that is merely new, such as a status that has not
/// occurred yet or another number, is left alone.
/// </summary>
internal sealed class ValueNobodySaw() : Check("RP3203", "A label value that is nearly one that exists", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach ((WrittenSignal signal, InputDraft input, CataloguedMetric metric) in CataloguedInputs.Known(subject))
        {
            foreach (TextMember filter in input.Node.Find("where")?.Members ?? [])
            {
                string wanted = filter.Value.Text;
                bool isPlain = wanted.Length > 0 && wanted[0] is not ('!' or '~') && !wanted.Any(char.IsAsciiDigit);
                if (isPlain && metric.Label(filter.Name)?.Values is { } values && !values.Contains(wanted) && Nearest.Surely(wanted, values) is { } near)
                {
                    signal.Reading.Report(
                        Kind, filter.Value, $"no series of {Printable.Quote(metric.Name)} has {filter.Name} = {Printable.Quote(wanted)}: this fits none", $"did you mean '{near}'?");
                }
            }
        }
    }
}
