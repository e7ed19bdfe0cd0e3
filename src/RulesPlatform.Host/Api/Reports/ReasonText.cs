using RulesPlatform.Pipeline.Analysis;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>Why a signal has no value, for a person who wants to do something about it.</summary>
internal static class ReasonText
{
    /// <summary>Null where there is a value.</summary>
    public static string? Of(UnknownReason reason, string? fault) => reason switch
    {
        UnknownReason.None => null,
        UnknownReason.NoData => "no series matches an input, and that input says nothing for absence: is the job up, and are metric and labels right?",
        UnknownReason.NotANumber => "the newest sample of an input is not a number: the target sent NaN",
        UnknownReason.Stale => "the newest sample is older than the tolerance, or the series ended: see the target's state",
        UnknownReason.Coverage => "too little of a window has samples yet; it fills as time passes",
        UnknownReason.UpstreamUnknown => "a signal that this one reads is unknown itself",
        UnknownReason.BaselineNotReady => "the baseline has not seen enough yet",
        UnknownReason.Historical => "only the baseline answers; there are no fresh samples",
        UnknownReason.NonFinite => "the formula gave infinity or not-a-number out of good inputs: a division by zero?",
        UnknownReason.FormulaFault => $"the formula failed: {fault ?? "no detail was kept"}",
        _ => reason.ToString(),
    };
}
