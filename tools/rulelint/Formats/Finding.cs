using RulesPlatform.Rules.Text;

namespace RulesPlatform.RuleLint.Formats;

/// <summary>A diagnostic with its path as the caller of the command would write it.</summary>
/// <param name="Path">From the working folder, forward slashes.</param>
internal sealed record Finding(Diagnostic Diagnostic, string Path)
{
    public string Severity => Diagnostic.IsError ? "error" : "warning";

    /// <summary>The diagnostic, with the path that a terminal or an editor can open.</summary>
    public Diagnostic AtPath => Diagnostic with { File = Path };

    /// <summary>The message, and the help after it where there is one.</summary>
    public string Text => Diagnostic.Help is null ? Diagnostic.Message : $"{Diagnostic.Message}; {Diagnostic.Help}";
}
