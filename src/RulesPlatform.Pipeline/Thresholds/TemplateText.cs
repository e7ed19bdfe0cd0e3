namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>A text with <c>{path:format}</c> places, checked at load. A path that has no value renders as <c>-</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Render">Never throws.</param>
public sealed record TemplateText(string Text, Func<AlertFacts, string> Render)
{
    public static TemplateText Plain(string text) => new(text, _ => text);
}
