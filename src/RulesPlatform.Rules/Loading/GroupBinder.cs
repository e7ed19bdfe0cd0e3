using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Watch groups: signals compiled and put in the order in which they read each other.</summary>
internal sealed class GroupBinder(Binding binding)
{
    public IReadOnlyList<WatchGroup> Bind()
    {
        ReportCycles();
        return [.. binding.Manuscript.Analyses.Where(file => file.Draft is not null).Select(file => binding.Once(file, () => Bind(file, file.Draft!)))];
    }

    private WatchGroup Bind(DraftFile<AnalysisDraft> file, AnalysisDraft draft)
    {
        TimeSpan interval = draft.Interval ?? binding.Defaults.Interval;
        TimeSpan quarter = interval / 4;
        TimeSpan longest = TimeSpan.FromSeconds(10);
        TimeSpan delay = draft.EvaluationDelay?.Value ?? (quarter < longest ? quarter : longest);
        if (draft.EvaluationDelay is { } written && written.Value > interval)
        {
            file.Reading.Report(LoadingProblems.Timeout, written.Node, $"the evaluation delay {DurationText.Write(delay)} is longer than the interval {DurationText.Write(interval)}", $"write at most \"{DurationText.Write(interval)}\"");
        }
        CompileResult<CompiledFormula>[] formulas = Compile(draft);
        var bound = new Dictionary<string, SignalDefinition>(StringComparer.Ordinal);
        for (int i = 0; i < draft.Signals.Count; i++)
        {
            if (BindSignal(draft.Signals[i], formulas[i], interval, file) is { } signal)
            {
                bound.TryAdd(signal.Name, signal);
            }
        }
        return new WatchGroup
        {
            Name = file.Name,
            Interval = interval,
            EvaluationDelay = delay,
            Signals = [.. Sorted(draft).Where(bound.ContainsKey).Select(name => bound[name])],
            Origin = file.OriginOf(draft.Node),
        };
    }

    private CompileResult<CompiledFormula>[] Compile(AnalysisDraft draft)
    {
        var results = new CompileResult<CompiledFormula>[draft.Signals.Count];
        Parallel.For(0, results.Length, i =>
        {
            SignalDraft signal = draft.Signals[i];
            results[i] = binding.Parts.Formula(signal.Formula.Value, [.. signal.Inputs.Select(input => input.Name)]);
        });
        return results;
    }

    private SignalDefinition? BindSignal(SignalDraft draft, CompileResult<CompiledFormula> compiled, TimeSpan interval, DraftFile<AnalysisDraft> file)
    {
        Reading reading = file.Reading;
        foreach (Located<string> read in draft.Inputs.Select(input => input.Value.Signal).OfType<Located<string>>())
        {
            binding.Resolve(binding.Names.Signals, LoadingProblems.UnknownSignal, read, reading);
        }
        ReportUnjoinable(draft, reading);
        if (Binding.Take(compiled, draft.Formula, reading) is not { } formula)
        {
            return null;
        }
        TimeSpan tolerance = draft.Tolerance ?? (interval * 2.5);
        var effective = new TextNode(NodeKind.String, 0, 0) { Text = $"{DurationText.Write(interval)} {DurationText.Write(tolerance)}" };
        return new SignalDefinition
        {
            Name = draft.Name.Value,
            Unit = draft.Unit,
            Summary = draft.Summary,
            Inputs = [.. draft.Inputs.Select(BindInput)],
            FormulaText = draft.Formula.Value,
            Formula = formula.Function,
            Explain = formula.Explain,
            Baseline = draft.Baseline,
            Tolerance = tolerance,
            Keep = draft.Keep,
            Origin = file.OriginOf(draft.Node),
            ContentHash = CanonicalForm.Hash(draft.Node, effective),
        };
    }

    private static InputDefinition BindInput(Entry<InputDraft> entry) => new()
    {
        Name = entry.Name,
        Metric = entry.Value.Metric,
        Signal = entry.Value.Signal?.Value,
        Where = entry.Value.Where,
        By = entry.Value.By is { } by ? [.. by.Value.Order(StringComparer.Ordinal)] : null,
        Over = entry.Value.Over ?? TimeSpan.Zero,
        Offset = entry.Value.Offset,
        Fold = entry.Value.Fold.Kind,
        Percentile = entry.Value.Fold.Percentile,
        Combine = entry.Value.Combine,
        Absent = entry.Value.Absent,
        MinCoverage = entry.Value.MinCoverage,
    };

    // The signal's labels are those of its widest input: every other must be joined on some of them.
    private static void ReportUnjoinable(SignalDraft draft, Reading reading)
    {
        if (draft.Inputs.Any(input => input.Value.By is null))
        {
            return;
        }
        Entry<InputDraft> widest = draft.Inputs.MaxBy(input => input.Value.By!.Value.Count)!;
        foreach (Entry<InputDraft> input in draft.Inputs)
        {
            string? alien = input.Value.By!.Value.Except(widest.Value.By!.Value, StringComparer.Ordinal).FirstOrDefault();
            if (alien is not null)
            {
                reading.Report(
                    LoadingProblems.Labels, input.Value.By.Node, $"the input '{input.Name}' keeps the label {Printable.Quote(alien)}, which '{widest.Name}', the widest input, does not",
                    $"keep it in '{widest.Name}' too, or drop it here");
            }
        }
    }

    private static IReadOnlyList<string> Sorted(AnalysisDraft draft)
    {
        var reads = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (SignalDraft signal in draft.Signals)
        {
            reads.TryAdd(signal.Name.Value, Reads(signal));
        }
        return CycleFinder.Sort([.. reads.Keys], name => reads[name]).Order;
    }

    private void ReportCycles()
    {
        // Only signals that read signals can be in a circle: most read metrics alone.
        var signals = new Dictionary<string, (SignalDraft Draft, Reading Reading)>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (DraftFile<AnalysisDraft> file in binding.Manuscript.Analyses)
        {
            foreach (SignalDraft signal in file.Draft?.Signals ?? [])
            {
                // Of two with one name the first counts.
                if (names.Add(signal.Name.Value) && Reads(signal).Count > 0)
                {
                    signals.Add(signal.Name.Value, (signal, file.Reading));
                }
            }
        }
        var reads = signals.ToDictionary(one => one.Key, one => Reads(one.Value.Draft), StringComparer.Ordinal);
        foreach (IReadOnlyList<string> cycle in CycleFinder.Sort([.. signals.Keys], name => reads[name]).Cycles)
        {
            (SignalDraft first, Reading reading) = signals[cycle[0]];
            Located<string> read = first.Inputs.Select(input => input.Value.Signal).OfType<Located<string>>().First(one => one.Value == cycle[1]);
            reading.Report(LoadingProblems.Cycle, read.Node, $"signals read each other in a circle: {string.Join(" → ", cycle)}", "let one of them read a metric instead");
        }
    }

    private static IReadOnlyList<string> Reads(SignalDraft signal) =>
        [.. signal.Inputs.Select(input => input.Value.Signal?.Value).OfType<string>()];
}
