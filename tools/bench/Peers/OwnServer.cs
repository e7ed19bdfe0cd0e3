using System.Diagnostics;

namespace RulesPlatform.Bench.Peers;

/// <summary>The published server, as it is delivered: every batch is on disk before it is judged.</summary>
internal sealed class OwnServer(FileInfo server) : Contender("RulesPlatform", server.FullName)
{
    public override string ReadyPath => "/readyz";

    public override string StoredSeries => "rulesplatform_collection_samples_stored";

    public override ProcessStartInfo Prepare(TemporaryFolder folder, int port, IReadOnlyList<string> targets, string interval)
    {
        BenchRules.Write(folder, "15s", "\"v\": { \"metric\": \"up\" }", "v", "signal.Value > threshold.high", "\"high\": 2", rules: "rules/");
        if (targets.Count > 0)
        {
            File.Delete(Path.Combine(folder.Path, "rules", "collection", "bench.json"));
            string written = string.Join(", ", targets.Select((target, at) => $$"""{ "address": "http://{{target}}", "labels": { "endpoint": "{{at}}" } }"""));
            folder.Write("rules/collection/load.json", BenchRules.Header("collection", "load")
                + $$""" "jobs": [ { "name": "load", "source": "prometheus", "interval": "{{interval}}", "timeout": "{{interval}}", "targets": [ {{written}} ] } ] }""");
        }
        var start = new ProcessStartInfo(Program) { WorkingDirectory = folder.Path };
        start.Environment["RULESPLATFORM_URLS"] = $"http://127.0.0.1:{port}";
        return start;
    }
}
