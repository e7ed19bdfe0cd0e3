namespace RulesPlatform.RuleLint.Test;

/// <summary>What was asked of <c>rulelint test</c>.</summary>
/// <param name="Filter">Of a test's file or name; null for all.</param>
/// <param name="Format">text, json or junit.</param>
/// <param name="MostSurvivors">Null to tell of survivors without failing.</param>
internal sealed record TestRequest(DirectoryInfo Folder, string? Filter, string Format, FileInfo? JUnit, bool Coverage, bool Mutate, int? MostSurvivors);
