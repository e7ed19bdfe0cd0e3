using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks.Time;

/// <summary>An evaluation delay that waits until the next slot is due.</summary>
internal sealed class DelayOfAWholeInterval() : Check("RP4107", "An evaluation delay of a whole interval")
{
    public override void Examine(LintSubject subject)
    {
        foreach (DraftFile<AnalysisDraft> file in subject.Manuscript.Analyses)
        {
            TimeSpan interval = file.Draft!.Interval ?? subject.Defaults.Interval;
            if (file.Draft.EvaluationDelay is { } delay && delay.Value == interval)
            {
                file.Reading.Report(
                    Kind, delay.Node, $"'evaluationDelay' is the whole interval of {DurationText.Write(interval)}: with one slow target each slot is judged only when the next is due",
                    $"write less, \"{DurationText.Write(interval / 2)}\" say, or leave it out: the lesser of 10s and a quarter of the interval");
            }
        }
    }
}
