using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <param name="Interval">Of its watch group, the default where the file gives none.</param>
internal sealed record WrittenSignal(DraftFile<AnalysisDraft> File, SignalDraft Draft, TimeSpan Interval)
{
    public string Name => Draft.Name.Value;

    public Reading Reading => File.Reading;
}
