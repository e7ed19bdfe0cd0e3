using System.Text;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile.Templates;

namespace RulesPlatform.Rules.Compile;

/// <summary>
/// Turns a <c>{path:format}</c> text into a renderer. <c>{{</c> and <c>}}</c> are braces. Paths: <c>alert.Rule</c>, <c>alert.Name</c>,
/// <c>alert.Severity</c>, <c>alert.State</c>, <c>alert.Reason</c>, <c>alert.Owner</c>, <c>alert.Label(name)</c>; <c>signal.Name</c>,
/// <c>signal.Value</c>, <c>signal.Expected</c>, <c>signal.Deviation</c>, <c>signal.Score</c>, <c>signal.Age</c> (seconds), <c>signal.Coverage</c>,
/// <c>signal.Tier</c>, <c>signal.Unit</c>; <c>threshold.LEVEL</c>; <c>margin</c>, the value less the first of <see cref="AlertFacts.Levels"/>.
/// Formats, of numbers only: none (six significant digits), <c>0</c>…<c>6</c> decimals, <c>percent</c>, <c>bytes</c>, <c>duration</c>, <c>si</c>.
/// </summary>
public static class TemplateCompiler
{
    private const int LongestText = 8192;
    private const int LongestOutput = 8192;
    private const string Nothing = "-";

    /// <summary>Rendering never throws, gives at most 8,192 characters (the last an ellipsis where it was cut) and is invariant of culture; thread-safe.</summary>
    /// <param name="levels">Level names that <c>threshold.NAME</c> may use; null where any is allowed (response rules): unknown ones then render as <c>-</c>.</param>
    public static CompileResult<TemplateText> Compile(string text, IReadOnlyList<string>? levels)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return new CompileResult<TemplateText>(null, [new CompileProblem(LongestText, 1,
                FormattableString.Invariant($"the text has {text.Length:N0} characters, {LongestText:N0} are allowed")) { Kind = ExpressionProblems.TooLarge }]);
        }
        (IReadOnlyList<TemplatePart> parts, IReadOnlyList<CompileProblem> problems) = TemplateReader.Read(text, levels);
        return problems.Count > 0
            ? new CompileResult<TemplateText>(null, problems)
            : new CompileResult<TemplateText>(new TemplateText(text, facts => Render(parts, facts)), []);
    }

    private static string Render(IReadOnlyList<TemplatePart> parts, AlertFacts facts)
    {
        var text = new StringBuilder();
        foreach (TemplatePart part in parts)
        {
            text.Append(part.Plain ?? part.Fill?.Invoke(facts) ?? Nothing);
            if (text.Length > LongestOutput)
            {
                int end = LongestOutput - 1;
                text.Length = char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
                return text.Append('…').ToString();
            }
        }
        return text.ToString();
    }
}
