namespace RulesPlatform.Pipeline.Analysis;

/// <summary>Why a signal has no value at a slot. Everything up to <see cref="Historical"/> is Unknown; the rest is Faulted.</summary>
public enum UnknownReason
{
    None,

    /// <summary>An input matched nothing and declares no <c>absent</c> value.</summary>
    NoData,

    /// <summary>The data itself is not a number.</summary>
    NotANumber,

    /// <summary>The newest sample is older than the tolerance, or the series ended.</summary>
    Stale,

    /// <summary>Less of the window is covered than the input asks for, or the fold needs more points.</summary>
    Coverage,

    /// <summary>A signal that this one reads is Unknown.</summary>
    UpstreamUnknown,

    /// <summary>What the rule reads of the baseline is not there yet.</summary>
    BaselineNotReady,

    /// <summary>Only the historical tier answers.</summary>
    Historical,

    /// <summary>The formula gave NaN or infinity out of finite inputs.</summary>
    NonFinite,

    /// <summary>The formula threw.</summary>
    FormulaFault,
}
