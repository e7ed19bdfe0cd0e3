using RulesPlatform.Host.Api;
using RulesPlatform.Host.Api.Access;
using RulesPlatform.Host.Api.Past;
using RulesPlatform.Host.Settings;
using RulesPlatform.History;

namespace RulesPlatform.Host.CommandLine.Clients;

/// <summary>Finds who can answer: the server named, else the one that runs on the data folder, else the store in it.</summary>
internal sealed class ClientFinder(CommandTools tools)
{
    public const string KeyVariable = "RULESPLATFORM_API_KEY";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The data folder by argument, environment or settings file, as <c>run</c> would find it.</summary>
    public string DataFolder(string? argument)
    {
        SettingSources sources = SettingFiles.Lay(tools, null);
        string text = argument ?? (sources.Values.TryGetValue("data", out SettingValue value) ? value.Text : "data");
        return Path.GetFullPath(text, tools.Folder);
    }

    /// <exception cref="CommandFailureException">Nobody can.</exception>
    public async Task<IPlatformClient> Find(string? server, string? data, CancellationToken cancellation)
    {
        string folder = DataFolder(data);
        if (server is not null)
        {
            if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
            {
                throw new CommandFailureException(ExitCode.Failed, $"--server '{server}' is not a URL such as http://127.0.0.1:9470.");
            }
            return Client(server, tools.Variable(KeyVariable) ?? KeyIn(folder));
        }
        if (await Running(folder, cancellation) is { } found)
        {
            return found;
        }
        try
        {
            return tools.OpenArchive(folder) is { } archive
                ? new StoreClient(archive, tools.Compile, tools.Time, folder)
                : throw new CommandFailureException(
                    ExitCode.NobodyThere, $"No server runs on {folder}, and it holds no store. Start one with 'rulesplatform run', or name the data folder with --data or the server with --server.");
        }
        catch (HistoryException failure)
        {
            throw new CommandFailureException(ExitCode.Failed, failure.Message, failure);
        }
    }

    /// <summary>The server that runs on a data folder, or null.</summary>
    public async Task<IPlatformClient?> Running(string folder, CancellationToken cancellation)
    {
        foreach (string url in ServerFile.TryRead(folder)?.Urls ?? [])
        {
            string reachable = url.Replace("://[::]:", "://[::1]:", StringComparison.Ordinal).Replace("://0.0.0.0:", "://127.0.0.1:", StringComparison.Ordinal);
            if (await Answers(reachable, cancellation))
            {
                return Client(reachable, tools.Variable(KeyVariable) ?? KeyIn(folder));
            }
        }
        return null;
    }

    private ServerClient Client(string url, string? key) =>
        new(tools.Http, url, key, $"Set {KeyVariable}, or run this as the user who owns the data folder.");

    private static string? KeyIn(string folder)
    {
        try
        {
            return LocalKey.TryRead(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<bool> Answers(string url, CancellationToken cancellation)
    {
        using var http = new HttpClient(tools.Http, disposeHandler: false) { Timeout = Patience };
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(url + "/healthz"), cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
