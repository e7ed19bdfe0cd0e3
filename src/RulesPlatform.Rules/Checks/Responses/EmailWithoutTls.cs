using System.Net;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>E-mail, and the password for sending it, that crosses a network unencrypted.</summary>
internal sealed class EmailWithoutTls() : Check("RP5113", "An e-mail receiver without encryption")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (Entry<ReceiverDraft> receiver in file.Draft!.Receivers)
            {
                if (receiver.Value.Settings is EmailReceiverSettings { Tls: false } email && !IsHere(email.Host))
                {
                    file.Reading.Report(
                        Kind, receiver.Value.Node.Find("tls")!, $"what is sent to {Printable.Quote(receiver.Name)}{(email.Password is null ? "" : ", and the password,")} can be read on its way to {Printable.Quote(email.Host)}",
                        "leave 'tls' out, or send to a relay on this machine");
                }
            }
        }
    }

    private static bool IsHere(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
