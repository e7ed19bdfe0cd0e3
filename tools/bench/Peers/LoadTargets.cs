using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace RulesPlatform.Bench.Peers;

/// <summary>
/// Endpoints that serve text as exporters do, gzipped where that is asked for: 10 % constants, 25 % whole gauges, 20 % gauges of two decimals, 5 % full doubles,
/// 20 % counters, 20 % histogram buckets. Everything is rendered before it is asked for: 32 steps of a second each, over and over.
/// </summary>
internal sealed class LoadTargets(int endpoints, int series, int seed)
{
    private const int Steps = 32;

    private readonly byte[][][] _bodies = new byte[endpoints][][];

    /// <summary>Serves <c>/metrics/0</c> and on until the process ends.</summary>
    public async Task Serve(int port)
    {
        Parallel.For(0, endpoints, endpoint => _bodies[endpoint] = Render(endpoint));
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        Console.WriteLine($"serving {endpoints} × {series} at http://127.0.0.1:{port}/metrics/0");
        while (true)
        {
            HttpListenerContext context = await listener.GetContextAsync();
            _ = Task.Run(() => Answer(context));
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath;
        if (!path.StartsWith("/metrics/", StringComparison.Ordinal) || !int.TryParse(path["/metrics/".Length..], out int endpoint) || endpoint >= endpoints)
        {
            context.Response.StatusCode = 404;
            context.Response.Close();
            return;
        }
        byte[] body = _bodies[endpoint][TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % Steps];
        context.Response.ContentType = "text/plain; version=0.0.4";
        if (context.Request.Headers["Accept-Encoding"]?.Contains("gzip", StringComparison.Ordinal) == true)
        {
            context.Response.Headers["Content-Encoding"] = "gzip";
        }
        else
        {
            using var unpacked = new MemoryStream();
            await using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            await gzip.CopyToAsync(unpacked);
            body = unpacked.ToArray();
        }
        context.Response.ContentLength64 = body.Length;
        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }

    private byte[][] Render(int endpoint)
    {
        var random = new Random(HashCode.Combine(seed, endpoint));
        double[] values = [.. Enumerable.Range(0, series).Select(_ => (double)random.Next(1000))];
        return [.. Enumerable.Range(0, Steps).Select(_ => Pack(Step(values, random)))];
    }

    private static string Step(double[] values, Random random)
    {
        var text = new StringBuilder();
        for (int at = 0; at < values.Length; at++)
        {
            int kind = at * 100 / values.Length;
            string line = kind switch
            {
                < 10 => $"load_constant{{item=\"{at}\"}}",
                < 35 => $"load_whole{{item=\"{at}\"}}",
                < 55 => $"load_decimal{{item=\"{at}\"}}",
                < 60 => $"load_full{{item=\"{at}\"}}",
                < 80 => $"load_events_total{{item=\"{at}\",code=\"200\"}}",
                _ => $"load_seconds_bucket{{item=\"{at / 10}\",le=\"{at % 10}\"}}",
            };
            values[at] = kind switch
            {
                < 10 => values[at],
                < 35 => Math.Max(0, values[at] + random.Next(-5, 6)),
                < 55 => Math.Round(Math.Max(0, values[at] + (random.NextDouble() - 0.5) * 10), 2),
                < 60 => random.NextDouble(),
                _ => values[at] + random.Next(0, 50),
            };
            text.Append(CultureInfo.InvariantCulture, $"{line} {values[at]:R}\n");
        }
        return text.ToString();
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }
        return packed.ToArray();
    }
}
