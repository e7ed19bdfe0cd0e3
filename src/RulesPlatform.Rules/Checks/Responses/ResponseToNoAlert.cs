using RulesPlatform.Rules.Checks.Expressions;
using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using Flaw = RulesPlatform.Rules.Schema.Flaw;
using Nearest = RulesPlatform.Rules.Text.Nearest;
using Printable = RulesPlatform.Rules.Text.Printable;

namespace RulesPlatform.Rules.Checks.Responses;

/// <summary>A response that compares an alert's name, id, severity, owner or state with a text that no alert has there.</summary>
internal sealed class ResponseToNoAlert() : Check("RP5108", "A response to an alert that does not exist")
{
    public override void Examine(LintSubject subject)
    {
        // Without rules there are no alerts at all: another check's concern.
        if (subject.Rules.Count == 0 && subject.Manuscript.RuleSet!.Draft!.DefaultThresholds.Count == 0)
        {
            return;
        }
        foreach (DraftFile<ResponsesDraft> file in subject.Manuscript.Responses)
        {
            IEnumerable<Located<string>> texts = file.Draft!.Rules.SelectMany(ExpressionTexts.Of)
                .Concat((file.Draft.GlobalParams?.Value ?? []).Select(parameter => parameter.Expression));
            foreach (Located<string> text in texts)
            {
                Examine(text, ExpressionTexts.Tokens(text.Value, Dialect.Alert), subject, file.Reading);
            }
        }
    }

    private void Examine(Located<string> text, IReadOnlyList<Token> tokens, LintSubject subject, Reading reading)
    {
        for (int at = 0; at + 4 < tokens.Count; at++)
        {
            bool isTurned = tokens[at].Kind == TokenKind.Text;
            Token compared = tokens[isTurned ? at + 1 : at + 3];
            Token literal = tokens[isTurned ? at : at + 4];
            Token root = tokens[isTurned ? at + 2 : at];
            Token member = tokens[isTurned ? at + 4 : at + 2];
            bool isMember = Is(root, "alert") && tokens[isTurned ? at + 3 : at + 1].Is(".");
            if (literal.Kind == TokenKind.Text && isMember && (compared.Is("==") || compared.Is("!=")) && Known(member.Text, subject) is var (what, known))
            {
                string wanted = literal.Text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
                if (!known.Contains(wanted))
                {
                    reading.Report(text.Node, new Flaw(
                        Kind, $"no alert has the {what} {Printable.Quote(wanted)}: this {(compared.Is("==") ? "never" : "always")} holds",
                        Nearest.Help(wanted, known, "there are") ?? "mend it, or remove what was meant for it", literal.Offset, literal.Text.Length));
                }
            }
        }
    }

    private static (string What, IReadOnlyCollection<string> Known)? Known(string member, LintSubject subject) => member.ToUpperInvariant() switch
    {
        "NAME" => ("name", subject.Alerts.Names),
        "RULE" => ("rule", subject.Alerts.Ids),
        "OWNER" => ("owner", subject.Alerts.Owners),
        "SEVERITY" => ("severity", AlertIdentities.Severities),
        "STATE" => ("state", s_states),
        _ => null,
    };

    // An alert is routed when it begins to fire; its end finds its own way.
    private static readonly HashSet<string> s_states = ["firing"];

    private static bool Is(Token token, string name) => token.Kind == TokenKind.Name && string.Equals(token.Text, name, StringComparison.OrdinalIgnoreCase);
}
