using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Mail;

/// <summary>
/// Sends mail by SMTP. <c>tls</c> means TLS from the first byte on port 465 and a compulsory STARTTLS on every other; without it a
/// password is sent to this machine only. One connection a mail.
/// </summary>
/// <param name="implicitTlsPort">Where TLS begins with the first byte.</param>
/// <param name="certificates">Judges the server's certificate; null leaves it to the system.</param>
internal sealed class EmailResponder(PlatformAddress platform, TimeProvider time, RemoteCertificateValidationCallback? certificates = null, int implicitTlsPort = 465) : IResponder
{
    public string Kind => "email";

    public async ValueTask<DeliveryReceipt> Deliver(Notification notification, Receiver? receiver, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        var settings = (EmailReceiverSettings)receiver.Settings;
        if (!TryCredentials(settings, out NetworkCredential? credentials, out string? problem))
        {
            return new DeliveryReceipt(DeliveryOutcome.Retry, problem!);
        }
        MimeMessage message;
        try
        {
            message = EmailMessage.Compose(notification, receiver.Name, settings, platform, time.GetUtcNow());
        }
        catch (ParseException failure)
        {
            return new DeliveryReceipt(DeliveryOutcome.Rejected, $"An address of receiver {receiver.Name} ({receiver.Origin}) is not a mail address: {failure.Message}");
        }
        using var deadline = new CancellationTokenSource(settings.Timeout, time);
        using CancellationTokenRegistration stop = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        try
        {
            using (message)
            {
                return new DeliveryReceipt(DeliveryOutcome.Delivered, Told(await Send(message, settings, credentials, deadline.Token).ConfigureAwait(false), credentials));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryReceipt(DeliveryOutcome.Retry, $"{settings.Host}:{settings.Port} did not take the mail within {settings.Timeout.TotalSeconds:0.###} s.");
        }
        catch (Exception failure) when (Outcome(failure) is { } outcome)
        {
            return new DeliveryReceipt(outcome, Told(Reason(failure, settings), credentials));
        }
    }

    private async Task<string> Send(MimeMessage message, EmailReceiverSettings settings, NetworkCredential? credentials, CancellationToken cancellation)
    {
        using var client = new SmtpClient();
        // Asking a certificate authority about revocation needs a way out that a mail relay's network seldom has.
        client.CheckCertificateRevocation = false;
        if (certificates is not null)
        {
            client.ServerCertificateValidationCallback = certificates;
        }
        SecureSocketOptions security = !settings.Tls ? SecureSocketOptions.None
            : settings.Port == implicitTlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        await client.ConnectAsync(settings.Host, settings.Port, security, cancellation).ConfigureAwait(false);
        if (credentials is not null)
        {
            await client.AuthenticateAsync(credentials, cancellation).ConfigureAwait(false);
        }
        string answer = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        try
        {
            await client.DisconnectAsync(quit: true, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or SmtpProtocolException or OperationCanceledException)
        {
            // The server has taken the mail; how it says goodbye changes nothing.
        }
        return answer;
    }

    private static bool TryCredentials(EmailReceiverSettings settings, out NetworkCredential? credentials, out string? problem)
    {
        (credentials, problem) = (null, null);
        if (settings.User is null)
        {
            return true;
        }
        if (!settings.Tls && !IsThisMachine(settings.Host))
        {
            problem = $"tls is false, and the password for {settings.Host} would cross the network in the clear: set tls to true, or remove user and password.";
            return false;
        }
        string password = "";
        if (!settings.User.TryReveal(out string? user, out problem) || (settings.Password is not null && !settings.Password.TryReveal(out password!, out problem)))
        {
            return false;
        }
        credentials = new NetworkCredential(user, password);
        return true;
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Null for what is not the other side's doing. A wrong password or certificate can be put right without a new notification: it is tried again.</summary>
    private static DeliveryOutcome? Outcome(Exception failure) => failure switch
    {
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } => DeliveryOutcome.Rejected,
        SmtpCommandException or SmtpProtocolException or AuthenticationException or SslHandshakeException => DeliveryOutcome.Retry,
        SocketException or IOException or NotSupportedException => DeliveryOutcome.Retry,
        _ => null,
    };

    private static string Reason(Exception failure, EmailReceiverSettings settings)
    {
        string place = $"{settings.Host}:{settings.Port}";
        return failure switch
        {
            SmtpCommandException refusal => $"{place} answered {(int)refusal.StatusCode}: {refusal.Message}",
            SslHandshakeException => $"The certificate of {place} is not trusted, or the port does not speak TLS in the way that tls and port ask for.",
            AuthenticationException => $"{place} refused the user and password: {failure.Message}",
            NotSupportedException => $"{place} does not offer what the receiver asks for (STARTTLS, or a way to authenticate): {failure.Message}",
            _ => $"{place}: {failure.GetBaseException().Message}",
        };
    }

    private static string Told(string text, NetworkCredential? credentials) =>
        Redaction.FirstLine(text, credentials is null ? [] : [credentials.Password, credentials.UserName]);
}
