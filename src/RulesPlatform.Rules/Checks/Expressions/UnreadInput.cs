using RulesPlatform.Rules.Compile.Syntax;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using Printable = RulesPlatform.Rules.Text.Printable;
using Removal = RulesPlatform.Rules.Text.Removal;

namespace RulesPlatform.Rules.Checks.Expressions;

/// <summary>An input that costs a window and is not in the formula.</summary>
internal sealed class UnreadInput() : Check("RP2101", "An input that the formula does not read", Reach.Part)
{
    public override void Examine(LintSubject subject)
    {
        foreach (WrittenSignal signal in subject.Signals)
        {
            IReadOnlyList<Token> tokens = ExpressionTexts.Tokens(signal.Draft.Formula.Value, Dialect.Formula);
            foreach (Entry<InputDraft> input in signal.Draft.Inputs.Where(input => !tokens.Any(token => token.Kind == TokenKind.Name && token.Text == input.Name)))
            {
                signal.Reading.Report(
                    Kind, input.Member, $"the formula of {Printable.Quote(signal.Name)} does not read the input {Printable.Quote(input.Name)}",
                    "use it in the formula, or remove it: its window is kept for nothing",
                    signal.Draft.Inputs.Count > 1 ? Removal.OfMember(signal.Reading.Source, signal.Draft.Node.Find("inputs")!, input.Name) : null);
            }
        }
    }
}
