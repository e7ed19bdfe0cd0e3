using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>Writes a step down with its evidence. Runs on transitions only, so it may take its time.</summary>
internal static class AlertNarrator
{
    public static AlertChange Tell(ChangeDraft draft, Slot slot, string revision)
    {
        ThresholdRule rule = draft.Book.Rule;
        Signal signal = draft.Frame is { } frame
            ? frame[draft.Row]
            : new Signal(rule.Signal, draft.Labels, slot, double.NaN, double.NaN, double.NaN, double.NaN, Tier.Historical, TimeSpan.Zero, 0, UnknownReason.NoData);
        double[] levels = rule.Levels.For(draft.Labels);
        AlertFacts facts = FactsOf(draft, signal, levels);
        var annotations = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, TemplateText template) in rule.Annotations)
        {
            annotations[name] = template.Render(facts);
        }
        if (rule.Runbook is { } runbook)
        {
            annotations["runbook"] = runbook;
        }
        return new AlertChange
        {
            Id = new AlertId(rule.Id, draft.Labels),
            Slot = slot,
            From = draft.Step.From,
            To = draft.Step.To,
            Reason = draft.Step.Reason,
            Incarnation = draft.Entry.Incarnation,
            Transition = draft.Entry.Transition,
            Facts = facts,
            Annotations = annotations,
            Evidence = EvidenceOf(draft, signal, levels, revision),
            Mode = rule.Mode,
            Unsent = rule.Mode == RuleMode.Shadow ? "shadow" : draft.Entry.HeldBy,
        };
    }

    private static AlertFacts FactsOf(ChangeDraft draft, Signal signal, double[] levels)
    {
        ThresholdRule rule = draft.Book.Rule;
        var named = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < levels.Length; i++)
        {
            named[rule.Levels.Names[i]] = levels[i];
        }
        return new AlertFacts
        {
            Rule = rule.Id,
            Name = rule.Name,
            Severity = rule.Severity,
            State = draft.Step.To switch { AlertState.Inactive => "resolved", AlertState.Pending => "pending", _ => "firing" },
            Reason = draft.Step.Reason.ToString(),
            Owner = rule.Owner,
            Runbook = rule.Runbook,
            IsDefault = rule.IsDefault,
            Labels = draft.Labels.With(rule.Labels),
            Signal = signal,
            Unit = draft.Frame?.Definition.Unit ?? "",
            Levels = named,
            ActiveSince = draft.Entry.Incarnation,
        };
    }

    private static Evidence EvidenceOf(ChangeDraft draft, Signal signal, double[] levels, string revision)
    {
        ThresholdRule rule = draft.Book.Rule;
        // Once an alert fires, it is its clearing that is decided: explain what decided.
        bool cleared = draft.Step.Reason == ChangeReason.Cleared && rule.Clear is not null;
        CompiledCondition condition = cleared ? rule.Clear! : rule.Condition;
        bool ran = draft.Frame is not null && draft.Verdict is Verdict.Breached or Verdict.Quiet;
        IReadOnlyList<ExplainedPart> parts = [];
        bool? agrees = null;
        if (ran)
        {
            var operands = new RuleOperands();
            draft.Book.Fill(draft.Frame!, draft.Row, operands);
            parts = condition.Explain(operands);
            agrees = condition.StockHolds(operands) == condition.Holds(operands);
        }
        SignalDefinition? definition = draft.Frame?.Definition;
        return new Evidence
        {
            Revision = revision,
            Rule = rule.Id,
            Origin = rule.Origin,
            Expression = condition.Text,
            Parts = parts,
            Signal = signal,
            Formula = definition?.FormulaText ?? "",
            Inputs = definition is null ? [] : [.. definition.Inputs.Select((input, i) => new NamedValue(input.Name, draft.Frame!.Operands[i][draft.Row]))],
            Levels = [.. rule.Levels.Names.Select((name, i) => new LevelUsed(name, levels[i], rule.IsDefault ? "default threshold" : rule.Levels.SourceOf(name, draft.Labels)))],
            Baseline = definition?.Baseline is { } baseline ? DescriptionOf(baseline) : null,
            Verdict = draft.Verdict,
            Fault = FaultOf(draft, signal),
            StockAgrees = agrees,
        };
    }

    private static string DescriptionOf(BaselineDefinition baseline) => baseline.Model == "seasonal"
        ? $"seasonal, season {baseline.Season.TotalHours:0.##} h, history {baseline.History.TotalDays:0.##} d"
        : $"{baseline.Model}, history {baseline.History.TotalMinutes:0.##} min";

    private static string? FaultOf(ChangeDraft draft, Signal signal) => draft.Verdict switch
    {
        Verdict.Unknown when signal.Reason == UnknownReason.None => nameof(UnknownReason.BaselineNotReady),
        Verdict.Unknown => signal.Reason.ToString(),
        Verdict.Faulted when draft.Book.IsQuarantined => $"quarantined: {draft.Book.LastFault}",
        Verdict.Faulted when signal.Reason != UnknownReason.None => draft.Frame?.FaultOf(draft.Row) ?? signal.Reason.ToString(),
        Verdict.Faulted => draft.Book.LastFault,
        _ => null,
    };
}
