namespace RulesPlatform.Host.Api.Reports;

/// <summary>How the samples of one step become one number.</summary>
internal enum StepFold
{
    Avg, Min, Max, Sum, Count, Last,

    /// <summary>Of a counter, a second.</summary>
    Rate,

    /// <summary>Of a counter.</summary>
    Increase,
}
