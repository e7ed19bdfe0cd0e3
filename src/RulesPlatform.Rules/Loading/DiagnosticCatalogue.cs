using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Every diagnostic that loading can give.</summary>
public static class DiagnosticCatalogue
{
    /// <summary>By id.</summary>
    public static IReadOnlyList<DiagnosticKind> All { get; } =
        [.. TextProblems.All.Concat(ReadingProblems.All).Concat(LoadingProblems.All).OrderBy(kind => kind.Id, StringComparer.Ordinal)];
}
