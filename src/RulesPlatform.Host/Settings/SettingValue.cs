namespace RulesPlatform.Host.Settings;

/// <summary>A setting's text and where it came from.</summary>
/// <param name="Source">For a person: <c>appsettings.json</c>, <c>environment RULESPLATFORM_DATA</c>, <c>argument --data</c>.</param>
internal readonly record struct SettingValue(string Text, string Source);
