using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>A receiver that no route and no escalation names.</summary>
internal sealed class ReceiverNobodyReaches() : Check("RP5102", "A receiver that nobody reaches")
{
    public override void Examine(LintSubject subject)
    {
        var named = new HashSet<string>(StringComparer.Ordinal) { subject.Manuscript.RuleSet!.Draft!.DefaultReceiver!.Value };
        foreach (NotifyContextDraft notify in subject.Routes.Select(route => route.Notify).OfType<NotifyContextDraft>())
        {
            named.Add(notify.Receiver.Value);
            named.UnionWith(notify.Escalation.Select(step => step.Receiver.Value));
        }
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (Entry<ReceiverDraft> receiver in file.Draft!.Receivers.Where(receiver => !named.Contains(receiver.Name)))
            {
                file.Reading.Report(
                    Kind, receiver.Member, $"nothing is ever sent to the receiver {Printable.Quote(receiver.Name)}",
                    "name it in a 'notify' action or an escalation step, or remove it");
            }
        }
    }
}
