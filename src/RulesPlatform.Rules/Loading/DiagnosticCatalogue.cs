using RulesPlatform.Rules.Checks;
using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>Every diagnostic that loading and linting can give.</summary>
public static class DiagnosticCatalogue
{
    /// <summary>By id.</summary>
    public static IReadOnlyList<DiagnosticKind> All { get; } =
        [.. TextProblems.All.Concat(ReadingProblems.All).Concat(ExpressionProblems.All).Concat(LoadingProblems.All).Concat(CheckCatalogue.All.Select(check => check.Kind)).OrderBy(kind => kind.Id, StringComparer.Ordinal)];
}
