namespace RulesPlatform.Rules.Text;

/// <summary>A stretch of a file.</summary>
/// <param name="Offset">In bytes from the start of the file, a byte order mark included.</param>
/// <param name="Length">In bytes; 0 for a place between characters.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units, as editors and SARIF count.</param>
public readonly record struct TextSpan(int Offset, int Length, int Line, int Column);
