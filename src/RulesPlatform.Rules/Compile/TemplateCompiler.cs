using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Rules.Compile;

/// <summary>Turns a <c>{path:format}</c> text into a renderer.</summary>
public static class TemplateCompiler
{
    /// <param name="levels">Level names that <c>threshold.NAME</c> may use; null where any is allowed (response rules): unknown ones then render as <c>-</c>.</param>
    public static CompileResult<TemplateText> Compile(string text, IReadOnlyList<string>? levels) => throw new NotSupportedException();
}
