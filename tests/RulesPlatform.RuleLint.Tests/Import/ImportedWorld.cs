using RulesPlatform.RuleLint.Import;
using RulesPlatform.RuleLint.Import.Prometheus;

namespace RulesPlatform.RuleLint.Tests.Import;

/// <summary>A rules folder that holds what was imported, and no more than it needs to load.</summary>
internal sealed class ImportedWorld : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("import-").FullName;

    public static ImportResult Import(string yaml, ImportOptions? options = null) =>
        PrometheusImport.Run([("rules.yml", yaml)], options ?? new ImportOptions { Owner = "ops", Interval = TimeSpan.FromMinutes(1) });

    /// <summary>One alert of an expression.</summary>
    public static string Alert(string expression) => $"groups:\n- name: one\n  rules:\n  - alert: It\n    expr: {System.Text.Json.JsonSerializer.Serialize(expression)}\n    labels: {{ severity: warning }}\n";

    public void Take(ImportResult result)
    {
        foreach ((string path, string text) in result.Files)
        {
            Write(path, text);
        }
        Write("ruleset.json", """{ "$schema": "schema/ruleset.json", "kind": "ruleset", "name": "imported", "version": "1.0.0", "owner": "ops", "defaultReceiver": "log" }""");
        Write("responses/all.json", """{ "$schema": "../schema/responses.json", "kind": "responses", "name": "all", "version": "1.0.0", "owner": "ops", "receivers": { "log": { "type": "log" } }, "WorkflowName": "all", "Rules": [] }""");
    }

    public void Write(string below, string text)
    {
        string path = Path.Combine(Folder, below);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
