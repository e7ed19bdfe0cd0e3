using System.Text;
using System.Text.Json;
using MimeKit;
using RulesPlatform.Host.Responders.Mail;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Tests.Responders;

[TestClass]
public sealed class RealMailServerTests
{
    [TestMethod]
    [DataRow("plain")]
    [DataRow("starttls")]
    [DataRow("implicit")]
    public async Task A_real_server_takes_the_mail_from_who_signs_in(string security)
    {
        await using RealMailServer server = await RealMailServer.Start(security);
        DeliveryReceipt receipt = await Deliver(server, security, "p4ssw0rd");
        Assert.AreEqual(DeliveryOutcome.Delivered, receipt.Outcome, receipt.Detail);
        JsonElement taken = await server.NextMail();
        Assert.AreEqual((security != "plain", "us3r"), (taken.GetProperty("tls").GetBoolean(), taken.GetProperty("user").GetString()));
        Assert.AreEqual("rules@example.org", taken.GetProperty("from").GetString());
        Assert.AreEqual("a@example.org, b@example.org", string.Join(", ", taken.GetProperty("to").EnumerateArray()));
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(taken.GetProperty("mail").GetString()!));
        using MimeMessage mail = await MimeMessage.LoadAsync(stream);
        Golden.Match("email-firing.txt", mail.TextBody!);
        StringAssert.Contains(mail.HtmlBody!, "FIRING");
    }

    [TestMethod]
    [DataRow("plain")]
    [DataRow("starttls")]
    [DataRow("implicit")]
    public async Task A_real_server_refuses_a_wrong_password_and_the_receipt_does_not_repeat_it(string security)
    {
        await using RealMailServer server = await RealMailServer.Start(security);
        DeliveryReceipt receipt = await Deliver(server, security, "wr0ngw0rd");
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome, receipt.Detail);
        StringAssert.Contains(receipt.Detail, "refused the user and password");
        Assert.IsFalse(receipt.Detail.Contains("wr0ngw0rd", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_server_that_demands_TLS_turns_a_mail_in_the_clear_away()
    {
        await using RealMailServer server = await RealMailServer.Start("starttls");
        DeliveryReceipt receipt = await Deliver(server, "plain", "p4ssw0rd");
        Assert.AreNotEqual(DeliveryOutcome.Delivered, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, $"127.0.0.1:{server.Port}");
    }

    [TestMethod]
    [DataRow("starttls")]
    [DataRow("implicit")]
    public async Task A_certificate_that_nobody_trusts_gets_neither_password_nor_mail(string security)
    {
        await using RealMailServer server = await RealMailServer.Start(security);
        DeliveryReceipt receipt = await Deliver(server, security, "p4ssw0rd", isTrusted: false);
        Assert.AreEqual(DeliveryOutcome.Retry, receipt.Outcome);
        StringAssert.Contains(receipt.Detail, "is not trusted");
    }

    private static async Task<DeliveryReceipt> Deliver(RealMailServer server, string security, string password, bool isTrusted = true)
    {
        var responder = new EmailResponder(
            Samples.Platform, TimeProvider.System,
            isTrusted ? (_, certificate, _, _) => certificate?.GetCertHashString() == server.Thumbprint : null,
            implicitTlsPort: security == "implicit" ? server.Port : 465);
        var settings = new EmailReceiverSettings(
            "127.0.0.1", server.Port, security != "plain", "Rules Platform <rules@example.org>", ["a@example.org", "B <b@example.org>"],
            Secret.Literal("us3r"), Secret.Literal(password), Samples.Timeout);
        return await responder.Deliver(Samples.Notification("firing", note: "Nothing routes this alert."), new Receiver("mail", settings, default), default);
    }
}
