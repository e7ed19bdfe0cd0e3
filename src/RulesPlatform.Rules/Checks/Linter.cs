using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Checks;

/// <summary>One look at a rules folder; see <see cref="LintSession"/>.</summary>
public static class Linter
{
    /// <inheritdoc cref="LintSession.Lint"/>
    /// <param name="folder">The one that holds <c>ruleset.json</c>.</param>
    public static LintResult Lint(string folder, DateOnly today, IReadOnlyList<RuleText>? before = null) => new LintSession(folder).Lint(today, before);
}
