namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>Differences in words.</summary>
internal static class MeaningText
{
    private static readonly (Meaning Meaning, string Text)[] s_texts =
    [
        (Meaning.Freshness, "a sample counts for 2.5 intervals of the file or of its own job ('tolerance'), where Prometheus looks back five minutes; a series that its target no longer gives ends at once in both"),
        (Meaning.WindowEdge, "a window leaves out the sample at its far end, which Prometheus before 3.0 counts in, and ends with its series, where Prometheus goes on until it is empty"),
        (Meaning.Extrapolation, "'rate' and 'increase' count what rose between the first and the last sample of the window; Prometheus extrapolates to the window's ends, and so says a little more or less"),
        (Meaning.Delta, "'delta' is the last sample less the first; Prometheus extrapolates to the window's ends"),
        (Meaning.Buckets, "a quantile of buckets that lies beyond the last finite bucket is that bucket's bound in both; buckets out of order are repaired and counted here"),
        (Meaning.Absence, "'absent' is a count with 0 where there is nothing: it is 0 as soon as the samples are too old ('tolerance')"),
        (Meaning.ZeroDivision, "a division by zero gives a number that does not fire, written into the formula; Prometheus has NaN, which does not fire either, or infinity, which may"),
        (Meaning.Prediction, "'predict_linear' is the window's mean carried on along its slope, as if the samples were evenly spread over the window; Prometheus weighs their real times"),
    ];

    public static IReadOnlyList<string> Of(Meaning meanings) => [.. s_texts.Where(one => meanings.HasFlag(one.Meaning)).Select(one => one.Text)];
}
