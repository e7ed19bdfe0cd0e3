using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace RulesPlatform.RuleLint.Tests.Comment;

/// <summary>Comments of one request, kept as GitHub and GitLab keep them, behind a loopback address.</summary>
internal sealed class FakeForge : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();

    public FakeForge()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public string Address { get; }

    public SortedDictionary<long, string> Comments { get; } = [];

    /// <summary>As they came: verb and path.</summary>
    public List<string> Asked { get; } = [];

    public List<string?> Authorizations { get; } = [];

    /// <summary>What is answered instead, with a body; null to answer rightly.</summary>
    public (int Status, string Body)? Instead { get; set; }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            lock (_gate)
            {
                Answer(context);
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        HttpListenerRequest request = context.Request;
        Asked.Add($"{request.HttpMethod} {request.RawUrl}");
        Authorizations.Add(request.Headers["Authorization"] ?? request.Headers["PRIVATE-TOKEN"]);
        string body = new StreamReader(request.InputStream, Encoding.UTF8).ReadToEnd();
        (int status, string answer) = Instead ?? Answer(request, body);
        context.Response.StatusCode = status;
        context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: true);
    }

    private (int, string) Answer(HttpListenerRequest request, string body)
    {
        if (request.HttpMethod == "GET")
        {
            int page = int.Parse(request.QueryString["page"]!, System.Globalization.CultureInfo.InvariantCulture);
            int size = int.Parse(request.QueryString["per_page"]!, System.Globalization.CultureInfo.InvariantCulture);
            return (200, new JsonArray([.. Comments.Skip((page - 1) * size).Take(size).Select(one => new JsonObject { ["id"] = one.Key, ["body"] = one.Value })]).ToJsonString());
        }
        string text = (string)JsonNode.Parse(body)!["body"]!;
        long id = request.HttpMethod == "POST" ? Comments.Keys.DefaultIfEmpty(0).Max() + 1 : long.Parse(request.Url!.Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
        Comments[id] = text;
        return (request.HttpMethod == "POST" ? 201 : 200, new JsonObject { ["id"] = id }.ToJsonString());
    }
}
