using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Two names for one place to send to.</summary>
internal sealed class ReceiverTwice() : Check("RP5111", "A receiver that is there twice")
{
    public override void Examine(LintSubject subject)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (Entry<ReceiverDraft> receiver in file.Draft!.Receivers.Where(receiver => receiver.Value.Settings.Kind != "log"))
            {
                string place = CanonicalForm.Hash(receiver.Value.Node);
                if (!known.TryAdd(place, receiver.Name))
                {
                    file.Reading.Report(
                        Kind, receiver.Member, $"{Printable.Quote(receiver.Name)} is the same place as {Printable.Quote(known[place])}, with the same settings",
                        $"let those who name it name {Printable.Quote(known[place])}");
                }
            }
        }
    }
}
