using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>A web server on loopback that keeps what it is sent and answers as told.</summary>
internal sealed class WebSink : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<ReceivedRequest> _received = Channel.CreateUnbounded<ReceivedRequest>();
    private readonly WebApplication _server;

    private WebSink(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            _received.Writer.TryWrite(new ReceivedRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, body));
            await answer(context);
        });
    }

    /// <summary>Without a path or trailing slash.</summary>
    public string Url { get; private set; } = "";

    public static Task<WebSink> Start() => Start(_ => Task.CompletedTask);

    public static Task<WebSink> Start(int status, string body = "") => Start(context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    });

    public static async Task<WebSink> Start(Func<HttpContext, Task> answer)
    {
        var sink = new WebSink(answer);
        await sink._server.StartAsync();
        sink.Url = sink._server.Urls.Single();
        return sink;
    }

    /// <summary>The next request, in order of arrival.</summary>
    public async Task<ReceivedRequest> Next() => await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }
}
