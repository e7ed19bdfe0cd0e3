using System.Security.Cryptography;
using System.Text;
using MimeKit;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Mail;

/// <summary>
/// A notification as a mail: the same content as plain text and as HTML. The Message-Id comes from the dedup key, so that a mail sent
/// twice is the same mail; every mail of a group refers to one root, so that they make one thread.
/// </summary>
internal static class EmailMessage
{
    private const string Domain = "rulesplatform";
    private const int MaxSubject = 200;

    /// <param name="at">The mail's date.</param>
    /// <exception cref="ParseException">An address in the settings is none.</exception>
    public static MimeMessage Compose(
        Notification notification, string receiver, EmailReceiverSettings settings, PlatformAddress platform, DateTimeOffset at)
    {
        var message = new MimeMessage { Date = at, MessageId = $"{Token(notification.DedupKey)}@{Domain}" };
        message.From.Add(MailboxAddress.Parse(settings.From));
        foreach (string to in settings.To)
        {
            message.To.Add(MailboxAddress.Parse(to));
        }
        message.Subject = NotificationText.Clip(NotificationText.Title(notification), MaxSubject);
        string root = $"group.{Token($"{receiver}\n{notification.GroupKey}")}@{Domain}";
        message.InReplyTo = root;
        message.References.Add(root);
        // RFC 3834: nobody's out-of-office reply is wanted.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-RulesPlatform-Status", notification.IsFiring ? "firing" : "resolved");
        message.Headers.Add("X-RulesPlatform-Receiver", NotificationText.OneLine(receiver));
        if (notification.IsFiring)
        {
            message.Priority = MessagePriority.Urgent;
        }
        // Named after the dedup key rather than drawn, so that the same notification makes the same bytes.
        message.Body = new MultipartAlternative(
            new TextPart("plain") { Text = EmailText.Plain(notification, platform), ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = EmailText.Html(notification, platform), ContentTransferEncoding = ContentEncoding.QuotedPrintable })
        {
            Boundary = "=-" + Token(notification.DedupKey)[..24],
        };
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static string Token(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
