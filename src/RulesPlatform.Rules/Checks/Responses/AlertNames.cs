using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Schema;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>Whether some response may treat the alerts of one rule otherwise than those of another: it asks for the rule's name or id, or for a part of them.</summary>
internal sealed class AlertNames
{
    private readonly HashSet<string> _texts;
    private readonly LabelMatcher[] _matchers;

    public AlertNames(LintSubject subject)
    {
        IEnumerable<Located<string>> expressions = subject.Routes.SelectMany(route => ExpressionTexts.Of(route.Draft))
            .Concat(subject.Manuscript.Responses.SelectMany(file => file.Draft!.GlobalParams?.Value ?? []).Select(parameter => parameter.Expression));
        _texts = [.. expressions.SelectMany(text => ExpressionTexts.Tokens(text.Value, Dialect.Alert)).Where(token => token.Kind == TokenKind.Text).Select(Unquoted)];
        _matchers =
        [
            .. subject.Manuscript.Responses.SelectMany(file => file.Draft!.Inhibitions).SelectMany(one => one.Source.Concat(one.Target))
                .Where(matcher => matcher.Name is "alertname" or "rule"),
        ];
    }

    public bool MayTellApart(WrittenRule rule) =>
        _texts.Any(text => text.Length > 0 && rule.Id.Contains(text, StringComparison.OrdinalIgnoreCase))
        || _matchers.Any(matcher => matcher.MatchesValue(matcher.Name == "rule" ? rule.Id : rule.Draft.Name.Value));

    private static string Unquoted(Token text) => text.Text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
}
