namespace RulesPlatform.Host.Api.Answers;

/// <summary>What one rule said of one signal, and everything it read.</summary>
internal sealed record JudgementAnswer
{
    public required string Rule { get; init; }

    public required string Revision { get; init; }

    public required PlaceAnswer Place { get; init; }

    public required string Expression { get; init; }

    /// <summary>Its parts with their values; empty where it did not run.</summary>
    public required IReadOnlyList<PartAnswer> Parts { get; init; }

    /// <summary><c>Quiet</c>, <c>Breached</c>, <c>Unknown</c> or <c>Faulted</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it is Unknown or Faulted, or null.</summary>
    public string? Fault { get; init; }

    public required IReadOnlyList<LevelAnswer> Levels { get; init; }

    /// <summary>Value minus the first level that the expression reads; null where there is none.</summary>
    public double? Margin { get; init; }

    public required MeasuredAnswer Signal { get; init; }

    public required string Formula { get; init; }

    public required IReadOnlyList<InputAnswer> Inputs { get; init; }

    /// <summary>The baseline's model and training; null where the signal has none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Whether the stock engine said the same of the same operands; null where the expression did not run.</summary>
    public bool? StockAgrees { get; init; }
}

/// <param name="Depth">0 for the whole expression.</param>
internal sealed record PartAnswer(string Text, string Value, int Depth);

/// <param name="Source">Where the number comes from: <c>levels</c>, an override with its place, <c>default threshold</c>.</param>
internal sealed record LevelAnswer(string Name, double? Value, string Source);

/// <param name="File">Below the rules folder.</param>
/// <param name="Excerpt">The line as it stands in that revision; null where its text was not kept.</param>
internal sealed record PlaceAnswer(string File, int Line, int Column, string? Excerpt)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>A signal's figures at the judged slot.</summary>
internal sealed record MeasuredAnswer(
    string Name, IReadOnlyDictionary<string, string> Labels, DateTimeOffset Slot, string Unit, double? Value, double? Expected, double? Deviation,
    double? Score, string Tier, double AgeSeconds, double Coverage, string Reason);

/// <summary>One input of a formula.</summary>
/// <param name="Value">What the formula read; null where absent.</param>
/// <param name="Meaning">The definition in words; null where the rule set is not at hand.</param>
/// <param name="Series">Some of the series behind it, with their newest samples in the window.</param>
/// <param name="MoreSeries">How many series are behind it beyond those.</param>
internal sealed record InputAnswer(string Name, double? Value, string? Meaning, IReadOnlyList<SeriesSamplesAnswer> Series, int MoreSeries);

/// <param name="Samples">Oldest first.</param>
internal sealed record SeriesSamplesAnswer(string Series, IReadOnlyList<PointAnswer> Samples);

/// <param name="Value">Null for not-a-number.</param>
/// <param name="IsEnd">The series ended here; there is no value.</param>
internal sealed record PointAnswer(DateTimeOffset At, double? Value, bool IsEnd = false);
