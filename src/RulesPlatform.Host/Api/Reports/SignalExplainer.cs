using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Live;
using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Puts together what is known of one row of a signal, and what every rule over it says now.</summary>
internal static class SignalExplainer
{
    private const OperandSet Baselined = OperandSet.Expected | OperandSet.Spread | OperandSet.Deviation | OperandSet.Score;

    public static SignalExplanation Explain(PlatformReading reading, RuleSet rules, LiveSignal signal)
    {
        var text = new RuleText(reading.Archive);
        SignalDefinition definition = signal.Definition;
        bool ran = signal.Now.Reason is UnknownReason.None or UnknownReason.NonFinite;
        return new SignalExplanation
        {
            Signal = SignalReport.Of(signal),
            Summary = definition.Summary,
            WhyUnknown = ReasonText.Of(signal.Now.Reason, signal.Fault),
            Model = definition.Baseline is null ? null : BaselineText.Model(definition.Baseline),
            Formula = definition.FormulaText,
            Parts = ran ? Plain.Parts(definition.Explain(signal.Operands)) : [],
            Inputs = new InputEvidence(reading.Archive).Of(
                definition, signal.Now.Labels, signal.Now.Slot, [.. definition.Inputs.Select((input, i) => (input.Name, signal.Operands[i]))]),
            Rules = [.. rules.Rules.Concat(rules.DefaultRules).Where(rule => rule.Signal == definition.Name)
                .Select(rule => Says(rule, signal, reading.Live!, text.PlaceOf(rules.Revision, rule.Origin)))],
            Place = text.PlaceOf(rules.Revision, definition.Origin),
            Revision = rules.Revision,
        };
    }

    private static RuleSays Says(ThresholdRule rule, LiveSignal signal, LiveView live, PlaceAnswer place)
    {
        double[] levels = rule.Levels.For(signal.Now.Labels);
        (string says, string? why, IReadOnlyList<PartAnswer> parts) = Judge(rule, signal, levels, live.Quarantined.Contains(rule.Id));
        AlertSnapshot? alert = live.Alerts.FirstOrDefault(alert => alert.Id.Rule == rule.Id && alert.Id.Labels == signal.Now.Labels);
        return new RuleSays(
            rule.Id, rule.Severity, rule.Mode.ToString(), rule.IsDefault, rule.Condition.Text, says, why,
            (alert?.State ?? AlertState.Inactive).ToString(), alert?.Since.Instant, parts,
            [.. rule.Levels.Names.Select((name, i) => new LevelAnswer(
                name, Plain.Number(levels[i]), rule.IsDefault ? "default threshold" : rule.Levels.SourceOf(name, signal.Now.Labels)))],
            place);
    }

    /// <summary>The same order of questions as the evaluator has.</summary>
    private static (string Says, string? Why, IReadOnlyList<PartAnswer> Parts) Judge(ThresholdRule rule, LiveSignal signal, double[] levels, bool isQuarantined)
    {
        if (signal.Now.Reason != UnknownReason.None)
        {
            return (signal.Now.Reason >= UnknownReason.NonFinite ? "Faulted" : "Unknown", signal.Now.Reason.ToString(), []);
        }
        if (isQuarantined)
        {
            return ("Quarantined", "it failed three slots in a row and is left alone until its content changes", []);
        }
        if ((rule.Condition.Reads & Baselined) != 0 && double.IsNaN(signal.Now.Deviation))
        {
            return ("Unknown", nameof(UnknownReason.BaselineNotReady), []);
        }
        var operands = new RuleOperands
        {
            Value = signal.Now.Value,
            Expected = signal.Now.Expected,
            Spread = signal.Spread,
            Deviation = signal.Now.Deviation,
            Score = signal.Now.Score,
            Age = signal.Now.Age.TotalSeconds,
            Coverage = signal.Now.Coverage,
            Tier = (double)signal.Now.Tier,
            Levels = levels,
        };
        try
        {
            return (rule.Condition.Holds(operands) ? nameof(Verdict.Breached) : nameof(Verdict.Quiet), null, Plain.Parts(rule.Condition.Explain(operands)));
        }
        catch (Exception fault) when (fault is ArithmeticException or ArgumentException or InvalidOperationException or InvalidCastException or FormatException)
        {
            return (nameof(Verdict.Faulted), fault.Message, []);
        }
    }
}
