using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>Why a text cannot be read as what it should be.</summary>
/// <param name="Offset">In UTF-16 code units of the decoded text.</param>
/// <param name="Length">0 where the whole text is meant.</param>
internal sealed record Flaw(DiagnosticKind Kind, string Message, string? Help = null, int Offset = 0, int Length = 0)
{
    /// <summary>What surely was meant, in place of what <see cref="Offset"/> and <see cref="Length"/> point at; null where the author has to decide.</summary>
    public string? Instead { get; init; }
}
