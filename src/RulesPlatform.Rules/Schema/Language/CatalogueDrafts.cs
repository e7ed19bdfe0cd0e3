namespace RulesPlatform.Rules.Schema.Language;

internal sealed class CatalogueDraft : Draft
{
    public DateTimeOffset Written { get; set; }

    public IReadOnlyList<string> Jobs { get; set; } = [];

    public IReadOnlyList<Entry<CataloguedMetricDraft>> Metrics { get; set; } = [];
}

internal sealed class CataloguedMetricDraft : Draft
{
    public string Type { get; set; } = "unknown";

    public string Unit { get; set; } = "";

    public string Help { get; set; } = "";

    public int Series { get; set; }

    public TimeSpan? Every { get; set; }

    public SeenRangeDraft? Range { get; set; }

    public IReadOnlyList<Entry<CataloguedLabelDraft>> Labels { get; set; } = [];
}

internal sealed class SeenRangeDraft : Draft
{
    public double Min { get; set; }

    public double Max { get; set; }
}

/// <param name="Values">Null where only their number is written.</param>
internal sealed record CataloguedLabelDraft(int Count, IReadOnlyList<string>? Values);
