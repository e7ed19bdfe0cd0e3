using System.Text;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using RulesPlatform.Host.Responders.Mail;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
public sealed class EmailResponderTests
{
    private readonly FakeTimeProvider _time = new(Samples.Due + TimeSpan.FromSeconds(1));

    [TestMethod]
    [DataRow("firing")]
    [DataRow("mixed")]
    [DataRow("resolved")]
    public async Task Sends_exactly_the_mail_that_is_kept(string shape)
    {
        await using var sink = new SmtpSink();
        DeliveryReceipt receipt = await Deliver(Samples.Notification(shape, note: shape == "firing" ? "Nothing routes this alert." : null), Settings(sink));
        Assert.AreEqual(new DeliveryReceipt(DeliveryOutcome.Delivered, "2.0.0 taken as M1"), receipt);
        string mail = await sink.NextMail();
        Golden.Match($"email-{shape}.eml", mail);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        using MimeMessage parsed = await MimeMessage.LoadAsync(stream);
        Golden.Match($"email-{shape}.txt", parsed.TextBody!);
        Golden.Match($"email-{shape}.html", parsed.HtmlBody!);
    }

    [TestMethod]
    public async Task Goes_to_everyone_who_is_named()
    {
        await using var sink = new SmtpSink();
        await Deliver(Samples.Notification(), Settings(sink) with { To = ["a@example.org", "B <b@example.org>"] });
        CollectionAssert.IsSubsetOf(new[] { "RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>" }, sink.Commands);
    }

    [TestMethod]
    public async Task The_same_notification_is_the_same_mail_and_a_group_is_one_thread()
    {
        await using var sink = new SmtpSink();
        await Deliver(Samples.Notification("firing", key: "k1"), Settings(sink));
        await Deliver(Samples.Notification("firing", key: "k1"), Settings(sink));
        await Deliver(Samples.Notification("resolved", key: "k2"), Settings(sink));
        await Deliver(Samples.Notification("firing", key: "k3", group: "another"), Settings(sink));
        string[] mails = [await sink.NextMail(), await sink.NextMail(), await sink.NextMail(), await sink.NextMail()];
        Assert.AreEqual(mails[0], mails[1]);
        Assert.AreNotEqual(Header(mails[0], "Message-Id"), Header(mails[2], "Message-Id"));
        Assert.AreEqual(Header(mails[0], "References"), Header(mails[2], "References"));
        Assert.AreNotEqual(Header(mails[0], "References"), Header(mails[3], "References"));
    }

    [TestMethod]
    public async Task A_subject_is_one_line_whatever_the_labels_hold()
    {
        await using var sink = new SmtpSink();
        Notification sly = Samples.Notification() with { GroupLabels = LabelSet.Of(("service", "x\r\nBcc: everyone@example.org")) };
        await Deliver(sly, Settings(sink));
        string mail = await sink.NextMail();
        Assert.IsFalse(mail.Contains("\nBcc:", StringComparison.Ordinal), mail);
        StringAssert.Contains(Header(mail, "Subject"), "Bcc: everyone@example.org");
    }

    [TestMethod]
    public async Task A_text_of_several_lines_stays_under_its_name_and_cannot_command_a_terminal()
    {
        await using var sink = new SmtpSink();
        NotifiedAlert alert = Samples.Firing() with { Annotations = new Dictionary<string, string> { ["summary"] = "one\ntwo", ["steps"] = "first\r\n\u001b[2Jsecond" } };
        await Deliver(Samples.Notification() with { Alerts = [alert] }, Settings(sink));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(await sink.NextMail()));
        using MimeMessage mail = await MimeMessage.LoadAsync(stream);
        StringAssert.Contains(mail.TextBody, "\n  one\n  two\n");
        StringAssert.Contains(mail.TextBody, "\n  steps       first\n               [2Jsecond\n");
    }

    [TestMethod]
    public async Task Signs_in_over_StartTls_and_tells_nobody_the_password()
    {
        await using var sink = new SmtpSink(offersTls: true);
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Settings(sink) with { Tls = true, User = Secret.Literal("us3r"), Password = Secret.Literal("p4ssw0rd") }, trusted: sink.Thumbprint);
        Assert.AreEqual(DeliveryOutcome.Delivered, receipt.Outcome, receipt.Detail);
        int tls = sink.Commands.IndexOf("STARTTLS");
        int signIn = sink.Commands.FindIndex(line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
        Assert.IsTrue(tls >= 0 && signIn > tls, string.Join('\n', sink.Commands));
        StringAssert.EndsWith(sink.Commands[signIn], Convert.ToBase64String("\0us3r\0p4ssw0rd"u8));
    }

    [TestMethod]
    public async Task A_certificate_that_nobody_trusts_is_retried_and_nothing_is_sent()
    {
        await using var sink = new SmtpSink(offersTls: true);
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Settings(sink) with { Tls = true });
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, "is not trusted");
        Assert.IsFalse(sink.Commands.Any(line => line.StartsWith("MAIL", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Tls_that_is_asked_for_and_not_offered_is_not_done_without()
    {
        await using var sink = new SmtpSink();
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Settings(sink) with { Tls = true });
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, "STARTTLS");
        Assert.IsFalse(sink.Commands.Any(line => line.StartsWith("MAIL", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_password_is_not_sent_over_the_network_in_the_clear()
    {
        var settings = new EmailReceiverSettings("mail.example.org", 25, false, "a@example.org", ["b@example.org"], Secret.Literal("u"), Secret.Literal("p"), Samples.Timeout);
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), settings);
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, "set tls to true");
    }

    [TestMethod]
    [DataRow("RCPT", "550 5.1.1 no such user", DeliveryOutcome.Rejected, "no such user")]
    [DataRow("RCPT", "450 4.2.1 mailbox busy", DeliveryOutcome.Retry, "mailbox busy")]
    [DataRow(".", "554 5.6.0 not wanted", DeliveryOutcome.Rejected, "not wanted")]
    [DataRow("MAIL", "421 4.3.2 going down", DeliveryOutcome.Retry, "going down")]
    [DataRow("AUTH", "535 5.7.8 p4ssw0rd is wrong", DeliveryOutcome.Retry, "*** is wrong")]
    [DataRow("MAIL", "", DeliveryOutcome.Retry, "127.0.0.1:", DisplayName = "a connection that is cut")]
    [DataRow("QUIT", "", DeliveryOutcome.Delivered, "taken as M1", DisplayName = "a rude goodbye changes nothing")]
    public async Task The_servers_answer_decides_the_outcome(string verb, string answer, DeliveryOutcome outcome, string detail)
    {
        await using var sink = new SmtpSink(new Dictionary<string, string> { [verb] = answer });
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Settings(sink) with { User = Secret.Literal("us3r"), Password = Secret.Literal("p4ssw0rd") });
        Assert.AreEqual(outcome, receipt.Outcome, receipt.Detail);
        StringAssert.Contains(receipt.Detail, detail);
        Assert.IsFalse(receipt.Detail.Contains("p4ssw0rd", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task No_answer_in_time_is_retried()
    {
        await using var sink = new SmtpSink(new Dictionary<string, string> { ["."] = "…" });
        Task<DeliveryReceipt> delivery = Deliver(Samples.Notification(), Settings(sink));
        await sink.NextMail();
        _time.Advance(Samples.Timeout);
        DeliveryReceipt receipt = await delivery;
        Assert.AreEqual((DeliveryOutcome.Retry, $"127.0.0.1:{sink.Port} did not take the mail within 10 s."), (receipt.Outcome, receipt.Detail));
    }

    [TestMethod]
    public async Task An_address_that_is_none_is_rejected_with_its_place()
    {
        await using var sink = new SmtpSink();
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Settings(sink) with { To = ["not an address@@"] });
        Assert.AreEqual(DeliveryOutcome.Rejected, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, "responses/default.json:7:5");
    }

    [TestMethod]
    public async Task A_secret_that_cannot_be_read_is_retried_and_named()
    {
        await using var sink = new SmtpSink();
        DeliveryReceipt receipt = await Deliver(Samples.Notification(), Settings(sink) with { User = Secret.Literal("u"), Password = Secret.FromFile("/nowhere/password") });
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, "/nowhere/password");
    }

    private static EmailReceiverSettings Settings(SmtpSink sink) =>
        new("127.0.0.1", sink.Port, false, "Rules Platform <rules@example.org>", ["oncall@example.org"], null, null, Samples.Timeout);

    private Task<DeliveryReceipt> Deliver(Notification notification, EmailReceiverSettings settings, string? trusted = null)
    {
        var responder = new EmailResponder(Samples.Platform, _time, trusted is null ? null : (_, certificate, _, _) => certificate?.GetCertHashString() == trusted);
        return responder.Deliver(notification, new Receiver("mail", settings, new Origin("responses/default.json", 7, 5)), default).AsTask();
    }

    private static string Header(string mail, string name) =>
        mail.Split("\n\n")[0].Replace("\n\t", " ", StringComparison.Ordinal).Replace("\n ", " ", StringComparison.Ordinal)
            .Split('\n').Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
}
