namespace RulesPlatform.Host.Settings;

/// <summary>A setting as the documentation and the check for unknown names see it.</summary>
/// <param name="Name">With dots; a <c>*</c> stands for any name.</param>
/// <param name="Default">As text.</param>
/// <param name="Range">What it may be, in words.</param>
internal sealed record SettingDefinition(string Name, string Default, string Range, string Meaning)
{
    public const string EnvironmentPrefix = "RULESPLATFORM_";

    public string Variable => EnvironmentPrefix + Name.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();

    public bool Covers(string name)
    {
        string[] mine = Name.Split('.');
        string[] theirs = name.Split('.', mine.Length);
        return mine.Length == theirs.Length
            && mine.Zip(theirs).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
