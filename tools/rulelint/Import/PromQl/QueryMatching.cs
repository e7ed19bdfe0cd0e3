namespace RulesPlatform.RuleLint.Import.PromQl;

/// <summary>How the two sides of an operator find each other.</summary>
/// <param name="IsOn">Whether <paramref name="Labels"/> are those that are compared (<c>on</c>), or those that are not (<c>ignoring</c>).</param>
/// <param name="Many">Which side may have several series for one of the other; null where neither may.</param>
/// <param name="Included">Labels that the side of many takes over from the other.</param>
internal sealed record QueryMatching(bool IsOn, IReadOnlyList<string> Labels, QuerySide? Many, IReadOnlyList<string> Included);
