namespace RulesPlatform.RuleLint.Import.PromQl;

internal enum QuerySide
{
    Left,
    Right,
}
