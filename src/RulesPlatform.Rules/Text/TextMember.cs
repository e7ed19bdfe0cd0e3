namespace RulesPlatform.Rules.Text;

/// <summary>A name and its value. The positions are those of the name, in bytes, quotes included.</summary>
internal readonly record struct TextMember(string Name, int NameStart, int NameEnd, TextNode Value);
