using System.Globalization;
using RulesPlatform.Host.Settings;
using RulesPlatform.Pipeline.Analysis;

namespace RulesPlatform.Host.Api.Reports;

/// <summary>The definition of an input in words: <c>rate over 5m of http_requests_total{code=~"5.."}, sum by service</c>.</summary>
internal static class InputText
{
    public static string Of(InputDefinition input)
    {
        string fold = input.Fold switch
        {
            Fold.Percentile => $"p{(input.Percentile * 100).ToString("0.###", CultureInfo.InvariantCulture)}",
            _ => input.Fold.ToString().ToLowerInvariant(),
        };
        string matchers = input.Where.Count == 0 ? "" : $"{{{string.Join(",", input.Where)}}}";
        string text = $"{fold}{(input.Over > TimeSpan.Zero ? $" over {SettingText.Of(input.Over)}" : "")} of {(input.Signal is null ? input.Metric : $"signal {input.Signal}")}{matchers}";
        text += input.Offset > TimeSpan.Zero ? $" {SettingText.Of(input.Offset)} ago" : "";
        if (input.By is { } by)
        {
            text += $", {CombineText(input.Combine)}{(by.Count == 0 ? " of all" : $" by {string.Join(", ", by)}")}";
        }
        return text + (input.Absent is { } absent ? $", {absent.ToString(CultureInfo.InvariantCulture)} where absent" : "");
    }

    private static string CombineText(Combine combine)
    {
        string argument = combine.Argument.ToString(CultureInfo.InvariantCulture);
        string name = char.ToLowerInvariant(combine.Kind.ToString()[0]) + combine.Kind.ToString()[1..];
        return combine.Kind is CombineKind.Quantile or CombineKind.Top or CombineKind.Bottom or CombineKind.HistogramQuantile ? $"{name}({argument})" : name;
    }
}
