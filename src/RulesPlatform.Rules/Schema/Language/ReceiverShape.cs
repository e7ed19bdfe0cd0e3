using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>Receivers by their <c>type</c>.</summary>
internal static class ReceiverShape
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly Secret Nowhere = Secret.Literal("");
    private static readonly Dictionary<string, Secret> NoHeaders = [];
    private static readonly Shape<IReadOnlyList<string>> Mailboxes = new ListShape<string>("addresses", new TextShape<string>("an e-mail address", ReadMailbox, "@"), atLeast: 1);

    public static Shape<ReceiverDraft> Receiver { get; } = new TaggedShape<ReceiverDraft>(
        "a receiver", "type",
        ("log", Of(new LogReceiverSettings())),
        ("webhook", Of(new WebhookReceiverSettings(Nowhere, NoHeaders, null, Timeout))
            .Required("url", SecretShape.OrUrl, Set<WebhookReceiverSettings, Secret>((settings, value) => settings with { Url = value }), "Where alerts are posted, in Alertmanager's webhook form.")
            .Optional("headers", SecretShape.Headers, Set<WebhookReceiverSettings, IReadOnlyDictionary<string, Secret>>((settings, value) => settings with { Headers = value }), "Extra request headers.")
            .Optional("signingKey", SecretShape.ReferenceOnly, Set<WebhookReceiverSettings, Secret>((settings, value) => settings with { SigningKey = value }), "Signs the body: X-RulesPlatform-Signature.")
            .Optional("timeout", Words.Span, Set<WebhookReceiverSettings, TimeSpan>((settings, value) => settings with { Timeout = value }), "Of one attempt; 10s.")
            .Optional("maxAlerts", Words.Count(0), Set<WebhookReceiverSettings, int>((settings, value) => settings with { MaxAlerts = value }), "Alerts in one message; 0 for all.")),
        ("alertmanager", Of(new AlertmanagerReceiverSettings(Nowhere, NoHeaders, Timeout, TimeSpan.FromMinutes(1)))
            .Required("url", SecretShape.OrUrl, Set<AlertmanagerReceiverSettings, Secret>((settings, value) => settings with { Url = value }), "Alertmanager's address, without /api/v2.")
            .Optional("headers", SecretShape.Headers, Set<AlertmanagerReceiverSettings, IReadOnlyDictionary<string, Secret>>((settings, value) => settings with { Headers = value }), "Extra request headers.")
            .Optional("timeout", Words.Span, Set<AlertmanagerReceiverSettings, TimeSpan>((settings, value) => settings with { Timeout = value }), "Of one attempt; 10s.")
            .Optional("resendEvery", Words.Span, Set<AlertmanagerReceiverSettings, TimeSpan>((settings, value) => settings with { ResendEvery = value }), "Firing alerts are sent again; 1m.")),
        ("email", Of(new EmailReceiverSettings("", 587, true, "", [], null, null, Timeout))
            .Required("host", Words.FilledText, Set<EmailReceiverSettings, string>((settings, value) => settings with { Host = value }), "The SMTP server.")
            .Optional("port", Words.Count(1, 65535), Set<EmailReceiverSettings, int>((settings, value) => settings with { Port = value }), "Its port; 587.")
            .Optional("tls", Words.Flag, Set<EmailReceiverSettings, bool>((settings, value) => settings with { Tls = value }), "Whether the connection is encrypted; true.")
            .Required("from", new TextShape<string>("an e-mail address", ReadMailbox, "@"), Set<EmailReceiverSettings, string>((settings, value) => settings with { From = value }), "The sender.")
            .Required("to", Mailboxes, Set<EmailReceiverSettings, IReadOnlyList<string>>((settings, value) => settings with { To = value }), "Who gets it.")
            .Optional("user", SecretShape.OrText, Set<EmailReceiverSettings, Secret>((settings, value) => settings with { User = value }), "For signing in.")
            .Optional("password", SecretShape.ReferenceOnly, Set<EmailReceiverSettings, Secret>((settings, value) => settings with { Password = value }), "For signing in.")
            .Optional("timeout", Words.Span, Set<EmailReceiverSettings, TimeSpan>((settings, value) => settings with { Timeout = value }), "Of one attempt; 10s.")),
        ("slack", Of(new SlackReceiverSettings(Nowhere, Timeout))
            .Required("url", SecretShape.OrUrl, Set<SlackReceiverSettings, Secret>((settings, value) => settings with { Url = value }), "The incoming webhook; better by reference.")
            .Optional("timeout", Words.Span, Set<SlackReceiverSettings, TimeSpan>((settings, value) => settings with { Timeout = value }), "Of one attempt; 10s.")),
        ("teams", Of(new TeamsReceiverSettings(Nowhere, Timeout))
            .Required("url", SecretShape.OrUrl, Set<TeamsReceiverSettings, Secret>((settings, value) => settings with { Url = value }), "The incoming webhook; better by reference.")
            .Optional("timeout", Words.Span, Set<TeamsReceiverSettings, TimeSpan>((settings, value) => settings with { Timeout = value }), "Of one attempt; 10s.")),
        ("pagerduty", Of(new PagerDutyReceiverSettings(Secret.Literal("https://events.pagerduty.com/v2/enqueue"), Nowhere, Timeout))
            .Optional("url", SecretShape.OrUrl, Set<PagerDutyReceiverSettings, Secret>((settings, value) => settings with { Url = value }), "The events endpoint, where it is not PagerDuty's own.")
            .Required("routingKey", SecretShape.ReferenceOnly, Set<PagerDutyReceiverSettings, Secret>((settings, value) => settings with { RoutingKey = value }), "The integration's key.")
            .Optional("timeout", Words.Span, Set<PagerDutyReceiverSettings, TimeSpan>((settings, value) => settings with { Timeout = value }), "Of one attempt; 10s.")));

    private static ObjectShape<ReceiverDraft> Of(ReceiverSettings settings) =>
        new ObjectShape<ReceiverDraft>($"'{settings.Kind}' receiver", () => new ReceiverDraft(settings))
            .Required("type", new WordShape<string>("receiver type", (settings.Kind, settings.Kind)), (_, _) => { }, "What kind of receiver it is.");

    private static Action<ReceiverDraft, TValue> Set<TSettings, TValue>(Func<TSettings, TValue, TSettings> with)
        where TSettings : ReceiverSettings => (draft, value) => draft.Settings = with((TSettings)draft.Settings, value);

    private static Flaw? ReadMailbox(string text, out string address)
    {
        address = text;
        int at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && !text.AsSpan().ContainsAny('\r', '\n')
            ? null
            : new Flaw(ReadingProblems.Address, "this is not an e-mail address", "for example \"on-call@example.org\"");
    }
}
