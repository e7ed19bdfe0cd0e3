using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using RulesPlatform.Host.Tests.Sources.Http;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>The aiosmtpd that is installed on this machine. It demands a user and a password, and a mail of seven bits.</summary>
internal sealed class RealMailServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _certificateFile;

    private RealMailServer(Process process, string certificateFile, string thumbprint, int port) =>
        (_process, _certificateFile, Thumbprint, Port) = (process, certificateFile, thumbprint, port);

    public int Port { get; }

    /// <summary>Of its certificate, which it signed itself.</summary>
    public string Thumbprint { get; }

    /// <summary>Inconclusive where the program is not installed.</summary>
    /// <param name="security"><c>plain</c>, <c>starttls</c> (compulsory) or <c>implicit</c>.</param>
    public static async Task<RealMailServer> Start(string security)
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python) || !Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd"))
        {
            Assert.Inconclusive("aiosmtpd is not installed here (Debian: python3-aiosmtpd); no mail went to a real server.");
        }
        using X509Certificate2 certificate = TlsServer.Sign(TimeProvider.System.GetUtcNow().AddDays(1));
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n");
        string script = Path.Combine(AppContext.BaseDirectory, "Responders", "RealMailServer.py");
        Process process = Process.Start(new ProcessStartInfo(Python) { RedirectStandardOutput = true, ArgumentList = { "-W", "ignore", script, security, file } })!;
        string port = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("aiosmtpd did not start.");
        return new RealMailServer(process, file, certificate.Thumbprint, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The next mail that it took: <c>tls</c>, <c>user</c>, <c>from</c>, <c>to</c> and <c>mail</c>.</summary>
    public async Task<JsonElement> NextMail()
    {
        using JsonDocument taken = JsonDocument.Parse((await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience))!);
        return taken.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_certificateFile);
    }
}
