using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;

namespace RulesPlatform.Rules.Checks;

/// <summary>A response rule.</summary>
internal sealed record WrittenRoute(DraftFile<ResponsesDraft> File, RuleDraft<ResponseProperties> Draft)
{
    public Reading Reading => File.Reading;

    /// <summary>Null for a route that does not notify.</summary>
    public NotifyContextDraft? Notify => Draft.OnSuccess?.Context as NotifyContextDraft;

    /// <summary>Whether every alert that reaches it ends here: it notifies, always holds, and does not let others see what it took.</summary>
    public bool TakesEverything =>
        Notify is not null && Draft.Expression?.Value.Trim() == "true" && Draft.Properties is not { Continue: true } && Draft.Properties?.ActiveWhen is null;
}
