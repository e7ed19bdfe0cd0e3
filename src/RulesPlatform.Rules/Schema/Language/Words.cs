using System.Text.RegularExpressions;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>The small values that rule files are made of.</summary>
internal static partial class Words
{
    public static NamePattern FileName { get; } = new("a file's name", "use a to z, 0 to 9, '_' and '-'", "^[a-z0-9_-]+$");

    public static NamePattern SignalName { get; } = new("a signal's name", "use a to z, 0 to 9 and '_', a letter first", "^[a-z_][a-z0-9_]*$");

    public static NamePattern MetricName { get; } = new("a metric's name", "use letters, digits, '_' and ':', no digit first; labels go into 'where'", "^[a-zA-Z_:][a-zA-Z0-9_:]*$");

    public static NamePattern LabelName { get; } = new("a label's name", "use letters, digits and '_', no digit first", "^[a-zA-Z_][a-zA-Z0-9_]*$");

    public static NamePattern InputName { get; } = new("an input's name", "use letters, digits and '_', no digit first", "^[a-zA-Z_][a-zA-Z0-9_]*$", 64)
    {
        Reserved = ["true", "false", "and", "or", "not", "in", "if"],
    };

    public static NamePattern LevelName { get; } = new("a level's name", "use letters, digits and '_', no digit first", "^[a-zA-Z_][a-zA-Z0-9_]*$", 64);

    public static NamePattern ParameterName { get; } = new("a parameter's name", "use letters, digits and '_', no digit first", "^[a-zA-Z_][a-zA-Z0-9_]*$", 64);

    public static NamePattern RuleName { get; } = new("a rule's name", "use letters, digits, '_', '-' and '.'", "^[A-Za-z0-9_.-]+$");

    public static NamePattern RuleId { get; } = new("a rule's id", "write file-name/RuleName", "^[a-z0-9_-]+/[A-Za-z0-9_.-]+$");

    public static NamePattern PlainName { get; } = new("a name", "use letters, digits, '_', '-' and '.'", "^[A-Za-z0-9_.-]+$");

    public static NamePattern HeaderName { get; } = new("a header's name", "use letters, digits and '-'", "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$");

    public static NamePattern VariableName { get; } = new("an environment variable's name", "use letters, digits and '_', no digit first", "^[A-Za-z_][A-Za-z0-9_]*$");

    public static Shape<TimeSpan> Duration { get; } = new TextShape<TimeSpan>("a duration such as \"15s\"", DurationText.Read, DurationText.Pattern);

    /// <summary>Longer than nothing.</summary>
    public static Shape<TimeSpan> Span { get; } = DurationFrom(TimeSpan.FromMilliseconds(1));

    /// <summary>How often something happens.</summary>
    public static Shape<TimeSpan> Interval { get; } = DurationFrom(TimeSpan.FromMilliseconds(100));

    public static Shape<string> Text { get; } = new TextShape<string>("a text", AnyText);

    public static Shape<string> FilledText { get; } = new TextShape<string>("a text", SomeText, "\\S");

    /// <summary>An expression, formula or template: compiled later.</summary>
    public static Shape<Located<string>> Expression { get; } = new TextShape<string>("an expression", SomeText, "\\S").Located();

    public static Shape<bool> Flag { get; } = new FlagShape();

    public static Shape<double> Number { get; } = new NumberShape();

    public static Shape<double> Share { get; } = new NumberShape(0, 1);

    public static Shape<int> Count(int least, int most = int.MaxValue) => new NumberShape(least, most, isWhole: true).Select(number => (int)number);

    public static Shape<long> Size(long least) => new NumberShape(least, 1L << 50, isWhole: true).Select(number => (long)number);

    public static Shape<string> Version { get; } = new TextShape<string>("a version such as \"1.0.0\"", ReadVersion, SemanticVersion);

    public static Shape<string> Url { get; } = new TextShape<string>("a URL", AddressText.ReadUrl, "^https?://", "uri");

    public static Shape<string> Regex { get; } = new TextShape<string>("a regular expression", PatternText.ReadRegex, format: "regex");

    public static Shape<Located<string>> Zone { get; } = new TextShape<string>("an IANA time zone such as \"Europe/Berlin\"", TimeText.ReadZone).Located();

    public static Shape<DateOnly> Date { get; } = new TextShape<DateOnly>("a date such as \"2026-12-25\"", TimeText.ReadDate, format: "date");

    public static Shape<string> Severity { get; } = new WordShape<string>("severity", ("info", "info"), ("warning", "warning"), ("critical", "critical"));

    public static Shape<(Fold Kind, double Percentile)> Fold { get; } =
        new TextShape<(Fold, double)>("a fold such as \"avg\" or \"p99\"", FoldText.ReadFold, FoldText.FoldPattern);

    public static Shape<Combine> Combine { get; } = new TextShape<Combine>("a way to combine such as \"sum\"", FoldText.ReadCombine, FoldText.CombinePattern);

    public static Shape<LabelSet> Labels { get; } = new MapShape<string>("an object of labels", LabelName, Text)
        .Select(entries => LabelSet.Of(entries.Select(entry => new Label(entry.Name, entry.Value))));

    /// <summary>Label → <c>"value"</c>, <c>"!value"</c>, <c>"~regex"</c> or <c>"!~regex"</c>.</summary>
    public static Shape<IReadOnlyList<LabelMatcher>> Matchers { get; } = MatchersOf(0);

    public static Shape<IReadOnlyList<LabelMatcher>> SomeMatchers { get; } = MatchersOf(1);

    /// <summary>Matchers on the metric's or the signal's name.</summary>
    public static Shape<LabelMatcher> NameMatcher { get; } = Matcher("__name__");

    public static Shape<IReadOnlyList<LabelMatcher>> NameMatchers { get; } = new ListShape<LabelMatcher>("metric names or ~patterns", NameMatcher);

    public static Shape<IReadOnlyList<string>> LabelNames { get; } = new ListShape<string>("label names", LabelName.Shape, isUnique: true);

    public static Shape<Located<string>> Reference(string noun) => new TextShape<string>(noun, SomeText).Located();

    private static Shape<LabelMatcher> Matcher(string label) => new TextShape<LabelMatcher>(
        "a value, !value, ~regex or !~regex", (string text, out LabelMatcher matcher) => PatternText.ReadMatcher(label, text, out matcher));

    private static Shape<IReadOnlyList<LabelMatcher>> MatchersOf(int atLeast) =>
        new MapShape<LabelMatcher>("an object of label matchers", LabelName, label => Matcher(label.Length == 0 ? "label" : label), atLeast)
            .Select<IReadOnlyList<LabelMatcher>>(entries => [.. entries.Select(entry => entry.Value)]);

    private static TextShape<TimeSpan> DurationFrom(TimeSpan least) => new(
        "a duration such as \"15s\"",
        (string text, out TimeSpan duration) => DurationText.Read(text, out duration) ?? (duration >= least
            ? null
            : new Flaw(ReadingProblems.OutOfRange, $"{Printable.Quote(text)} is too short", $"write at least {DurationText.Write(least)}")),
        DurationText.Pattern);

    private static Flaw? AnyText(string text, out string value)
    {
        value = text;
        return null;
    }

    private static Flaw? SomeText(string text, out string value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? new Flaw(ReadingProblems.OutOfRange, "this text is empty", "write something, or leave the member out") : null;
    }

    private const string SemanticVersion =
        "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$";

    [GeneratedRegex(SemanticVersion, RegexOptions.CultureInvariant)]
    private static partial Regex VersionRegex();

    private static Flaw? ReadVersion(string text, out string version)
    {
        version = text;
        return VersionRegex().IsMatch(text) && !text.EndsWith('\n')
            ? null
            : new Flaw(ReadingProblems.Version, $"{Printable.Quote(text)} is not a semantic version", "write three numbers: \"1.0.0\"");
    }
}
