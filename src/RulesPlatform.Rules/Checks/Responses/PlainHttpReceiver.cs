using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Alerts that cross a network unencrypted. A loopback address crosses none.</summary>
internal sealed class PlainHttpReceiver() : Check("RP5103", "A receiver that is spoken to in plain http")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (Entry<ReceiverDraft> receiver in file.Draft!.Receivers)
            {
                if (receiver.Value.Node.Find("url") is { Kind: NodeKind.String } url
                    && Uri.TryCreate(url.Text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
                {
                    file.Reading.Report(
                        Kind, url, $"what is sent to {Printable.Quote(receiver.Name)} can be read and changed on its way: the address is plain http",
                        "write https, or send to a relay on this machine");
                }
            }
        }
    }
}
