using System.Text;
using RulesPlatform.Host.Sources.Exposition;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Tests.Sources.Exposition;

/// <summary>One parser with its own table and catalogue, and what it read as text.</summary>
internal sealed class ParsedBody
{
    private readonly ExpositionParser _parser;

    public ParsedBody(LabelClash clash = LabelClash.TheirsIsRenamed, bool honorTimestamps = true, string target = "", string drop = "")
    {
        LabelSet labels = target.Length == 0 ? LabelSet.Empty : LabelSet.Of(("job", target));
        MetricFilter filter = drop.Length == 0 ? MetricFilter.All : new MetricFilter([], [LabelMatcher.Parse("__name__", drop)]);
        Writer = new SampleWriter(Table, new CollectionGuards(), labels, filter);
        _parser = new ExpositionParser(Catalog, clash, honorTimestamps);
    }

    public SeriesTable Table { get; } = new();

    public MetricCatalog Catalog { get; } = new();

    public SampleWriter Writer { get; }

    /// <summary><c>name{labels} value @ms</c> a line.</summary>
    public string[] Read(string body, ExpositionFormat format = ExpositionFormat.Text)
    {
        Parse(Encoding.UTF8.GetBytes(body), format);
        return Lines();
    }

    public void Parse(ReadOnlySpan<byte> body, ExpositionFormat format)
    {
        Writer.Clear();
        _parser.Parse(body, format, Writer);
    }

    public string[] Lines()
    {
        string[] lines = new string[Writer.Count];
        for (int i = 0; i < lines.Length; i++)
        {
            string time = Writer.Times.IsEmpty || Writer.Times[i] == 0 ? "" : $" @{Writer.Times[i]}";
            lines[i] = $"{Table[new SeriesId(Writer.Series[i])]} {Writer.Values[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture)}{time}";
        }
        return lines;
    }
}
