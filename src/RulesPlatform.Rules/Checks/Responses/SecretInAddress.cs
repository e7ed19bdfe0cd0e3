using System.Collections.Frozen;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>An address that lets in whoever has it, written down where everyone can read it.</summary>
internal sealed class SecretInAddress() : Check("RP5112", "An address that holds a secret")
{
    private static readonly FrozenSet<string> s_secrets = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "token", "access_token", "auth_token", "api_key", "apikey", "api-key", "secret", "client_secret", "password", "passwd");

    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            foreach (Entry<ReceiverDraft> receiver in file.Draft!.Receivers)
            {
                if (receiver.Value.Node.Find("url") is { Kind: NodeKind.String } url)
                {
                    Examine(receiver, url, file.Reading);
                }
            }
        }
        foreach (WrittenJob job in subject.Feeds.Jobs)
        {
            foreach (Located<string> address in job.Draft.Targets.Select(target => target.Address))
            {
                if (SecretIn(address.Value) is { } name)
                {
                    job.File.Reading.Report(
                        Kind, address.Node, $"the address of a target of {Printable.Quote(job.Name)} holds a secret, '{name}'",
                        "send it in a header of 'options', by reference: { \"file\": … } or { \"env\": … }; and change it, it has been written down");
                }
            }
        }
    }

    private void Examine(Entry<ReceiverDraft> receiver, TextNode url, Reading reading)
    {
        bool isChat = receiver.Value.Settings.Kind is "slack" or "teams";
        string? name = SecretIn(url.Text);
        if (isChat || name is not null)
        {
            reading.Report(
                Kind, url, isChat ? $"whoever reads this address can post to {Printable.Quote(receiver.Name)}: a chat's webhook is its own password" : $"the address of {Printable.Quote(receiver.Name)} holds a secret, '{name}'",
                "refer to it: { \"file\": \"/run/secrets/…\" } or { \"env\": \"…\" }; and change it, it has been written down");
        }
    }

    /// <summary>The name of a part of the query that says it is secret.</summary>
    private static string? SecretIn(string address)
    {
        int query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? null : address[(query + 1)..].Split('&').Select(part => part.Split('=', 2))
            .FirstOrDefault(part => part is [var name, { Length: > 0 }] && s_secrets.Contains(name))?[0];
    }
}
