using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema;

/// <summary>One member of an object whose names are the author's.</summary>
internal sealed record Entry<T>(TextMember Member, T Value)
{
    public string Name => Member.Name;
}
