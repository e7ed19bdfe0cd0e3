using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>A mail server on loopback that takes what it is sent, one connection after another, and answers as told.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<string> _mails = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, string> _answers;
    private readonly X509Certificate2? _certificate;
    private readonly Task _serving;

    /// <param name="answers">By verb, in place of the usual ones; <c>.</c> is the end of a mail, an empty answer cuts the connection, <c>…</c> answers never.</param>
    /// <param name="offersTls">STARTTLS, with a certificate that nobody has signed.</param>
    public SmtpSink(Dictionary<string, string>? answers = null, bool offersTls = false)
    {
        _answers = answers ?? [];
        _certificate = offersTls ? SelfSigned() : null;
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Of the certificate.</summary>
    public string? Thumbprint => _certificate?.Thumbprint;

    /// <summary>Every command line, as sent, of every connection.</summary>
    public List<string> Commands { get; } = [];

    public async Task<string> NextMail() => await _mails.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _certificate?.Dispose();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Talk(client.GetStream());
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
            {
                // The sender has hung up, or refused our certificate; the next may come.
            }
        }
    }

    private async Task Talk(Stream stream)
    {
        (StreamReader reader, StreamWriter writer) = Over(stream);
        bool isSecure = false;
        await Say(writer, "220 sink ready");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Commands.Add(line);
            string verb = line.Split(' ')[0].ToUpperInvariant();
            bool isGoingOn = await Say(writer, _answers.GetValueOrDefault(verb) ?? Usual(verb, isSecure));
            if (!isGoingOn || verb == "QUIT")
            {
                return;
            }
            if (verb == "STARTTLS")
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate!);
                (reader, writer) = Over(tls);
                isSecure = true;
            }
            if (verb == "DATA" && !_answers.ContainsKey("DATA"))
            {
                _mails.Writer.TryWrite(await Mail(reader));
                await Say(writer, _answers.GetValueOrDefault(".") ?? "250 2.0.0 taken as M1");
            }
        }
    }

    private string Usual(string verb, bool isSecure) => verb switch
    {
        "EHLO" => $"250-sink\r\n{(_certificate is not null && !isSecure ? "250-STARTTLS\r\n" : "")}250-AUTH PLAIN\r\n250 8BITMIME",
        "STARTTLS" => "220 go on",
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 end with a dot",
        "QUIT" => "221 bye",
        _ => "250 2.1.0 ok",
    };

    private async Task<bool> Say(StreamWriter writer, string answer)
    {
        if (answer == "…")
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }
        if (answer.Length == 0)
        {
            return false;
        }
        await writer.WriteAsync(answer + "\r\n");
        await writer.FlushAsync(_stop.Token);
        return true;
    }

    private async Task<string> Mail(StreamReader reader)
    {
        var mail = new StringBuilder();
        for (string? line = await reader.ReadLineAsync(_stop.Token); line is not null and not "."; line = await reader.ReadLineAsync(_stop.Token))
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }
        return mail.ToString();
    }

    private static (StreamReader, StreamWriter) Over(Stream stream) =>
        (new StreamReader(stream, Encoding.UTF8), new StreamWriter(stream, new UTF8Encoding(false)));

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
