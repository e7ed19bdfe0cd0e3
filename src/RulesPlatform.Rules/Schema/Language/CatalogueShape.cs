using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary><c>catalog.json</c>: what a server has seen of metrics.</summary>
internal static class CatalogueShape
{
    private static readonly string[] s_types = ["unknown", "counter", "gauge", "histogram", "gaugehistogram", "summary", "stateset", "info"];

    private static readonly Shape<CataloguedLabelDraft> Label = new EitherShape<CataloguedLabelDraft>(
        new ListShape<string>("label values", Words.Text, isUnique: true).Select(values => new CataloguedLabelDraft(values.Count, values)), NodeKind.Array,
        Words.Count(0).Select(count => new CataloguedLabelDraft(count, null)), NodeKind.Number);

    private static readonly ObjectShape<SeenRangeDraft> Range = new ObjectShape<SeenRangeDraft>("range of values", () => new())
        .Required("min", Words.Number, (draft, value) => draft.Min = value, "The least value.")
        .Required("max", Words.Number, (draft, value) => draft.Max = value, "The greatest value.");

    private static readonly ObjectShape<CataloguedMetricDraft> Metric = new ObjectShape<CataloguedMetricDraft>("catalogued metric", () => new())
        .Required("type", new WordShape<string>("type of metric", [.. s_types.Select(type => (type, type))]), (draft, value) => draft.Type = value, "What its target says it is.")
        .Optional("unit", Words.Text, (draft, value) => draft.Unit = value, "What its target says it is measured in.")
        .Optional("help", Words.Text, (draft, value) => draft.Help = value, "What its target says about it.")
        .Required("series", Words.Count(0), (draft, value) => draft.Series = value, "How many series there were.")
        .Optional("every", Words.Span, (draft, value) => draft.Every = value, "How far apart two samples of a series were, as a rule.")
        .Optional("range", Range, (draft, value) => draft.Range = value, "The least and the greatest value of the day before it was written.")
        .Required("labels", new MapShape<CataloguedLabelDraft>("an object of labels", Words.LabelName, Label), (draft, value) => draft.Labels = value, "Label to all of its values or, where there are many, to their number.");

    public static ObjectShape<CatalogueDraft> File { get; } = new ObjectShape<CatalogueDraft>("catalog file", () => new())
        .Required("$schema", Words.Text, (_, _) => { }, "Path of the JSON Schema that editors use: \"schema/catalog.json\".")
        .Required("kind", new WordShape<string>("kind here", ("catalog", "catalog")), (_, _) => { }, "What the file is.")
        .Required("written", IncidentShape.Instant, (draft, value) => draft.Written = value, "When a server wrote it.")
        .Required("jobs", new ListShape<string>("names of jobs", Words.Text), (draft, value) => draft.Jobs = value, "The collection jobs whose samples it had.")
        .Required("metrics", new MapShape<CataloguedMetricDraft>("an object of metrics", Words.MetricName, Metric), (draft, value) => draft.Metrics = value, "Metric to what is known of it.");
}
