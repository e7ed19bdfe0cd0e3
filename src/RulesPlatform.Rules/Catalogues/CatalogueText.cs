using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Catalogues;

/// <summary><c>catalog.json</c>: written by a server, read by lint.</summary>
public static class CatalogueText
{
    public const string FileName = "catalog.json";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same catalogue gives the same text; it ends with a line break.</summary>
    public static string Write(MetricCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var metrics = new JsonObject();
        foreach (CataloguedMetric metric in catalogue.Metrics)
        {
            metrics[metric.Name] = Write(metric);
        }
        return new JsonObject
        {
            ["$schema"] = "schema/catalog.json",
            ["kind"] = "catalog",
            ["written"] = catalogue.Written.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["jobs"] = new JsonArray([.. catalogue.Jobs.Select(job => JsonValue.Create(job))]),
            ["metrics"] = metrics,
        }.ToJsonString(Layout) + "\n";
    }

    /// <summary>Null where the text is no catalogue; why is in <paramref name="bag"/>.</summary>
    internal static MetricCatalogue? Read(string path, ReadOnlyMemory<byte> content, DiagnosticBag bag)
    {
        var own = new DiagnosticBag();
        var reading = new Reading(new SourceText(path, content), own);
        ParsedText parsed = TreeParser.Parse(reading.Source, own);
        CatalogueDraft? draft = null;
        bool isRead = parsed is { IsWhole: true, Root: { } root } && CatalogueShape.File.TryRead(root, reading, out draft);
        isRead &= !own.HasErrors;
        reading.Join(bag);
        return isRead ? new MetricCatalogue(draft!.Written, draft.Jobs, [.. draft.Metrics.Select(metric => Of(metric.Name, metric.Value))]) : null;
    }

    private static JsonObject Write(CataloguedMetric metric)
    {
        var labels = new JsonObject();
        foreach (CataloguedLabel label in metric.Labels)
        {
            labels[label.Name] = label.Values is { } values ? new JsonArray([.. values.Select(value => JsonValue.Create(value))]) : JsonValue.Create(label.Count);
        }
        var json = new JsonObject { ["type"] = metric.Type };
        if (metric.Unit.Length > 0)
        {
            json["unit"] = metric.Unit;
        }
        if (metric.Help.Length > 0)
        {
            json["help"] = metric.Help;
        }
        json["series"] = metric.Series;
        if (metric.Every is { } every)
        {
            json["every"] = DurationText.Write(every);
        }
        if (metric.Range is { } range && double.IsFinite(range.Min) && double.IsFinite(range.Max))
        {
            json["range"] = new JsonObject { ["min"] = range.Min, ["max"] = range.Max };
        }
        json["labels"] = labels;
        return json;
    }

    private static CataloguedMetric Of(string name, CataloguedMetricDraft draft) => new(
        name, draft.Type, draft.Unit, draft.Help, draft.Series,
        [.. draft.Labels.Select(label => new CataloguedLabel(label.Name, label.Value.Values?.Count ?? label.Value.Count, label.Value.Values))], draft.Every, draft.Range is { } range ? new SeenRange(Math.Min(range.Min, range.Max), Math.Max(range.Min, range.Max)) : null);
}
