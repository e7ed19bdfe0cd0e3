using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Settings;
using static RulesPlatform.Host.Api.Pages.Screen;

namespace RulesPlatform.Host.Api.Pages;

/// <summary>The rule set in force.</summary>
internal static class RulesPage
{
    public static void Write(Screen screen, RulesAnswer answer)
    {
        RuleSetStatus set = answer.RuleSet;
        screen.Line($"{Bold(set.Name)} {Text(set.Version)}, revision {Bold(set.Revision)}: {Words.Counted(answer.Files.Count, "file")}, {Words.Counted(answer.Rules.Count, "rule")}");
        StatusPage.WriteProblem(screen, set.Problem);
        screen.Heading("Files");
        screen.Columns([.. answer.Files.Select(file => new[] { Text(file.Path), Dim(file.Version), Dim(file.Sha256.Length > 12 ? file.Sha256[..12] : file.Sha256) })]);
        if (answer.Rules.Count == 0)
        {
            return;
        }
        screen.Heading("Rules");
        screen.Columns([.. answer.Rules.Select(rule => new[]
        {
            Bold(rule.Id), Styled(Styles.Severity(rule.Severity), rule.Severity), Text(rule.Expression), Dim(rule.ForSeconds > 0 ? $"for {SettingText.Of(TimeSpan.FromSeconds(rule.ForSeconds))}" : ""),
            Dim(rule.Place.ToString()), rule.IsQuarantined ? Styled("red", "quarantined") : rule.Mode == "Shadow" ? Dim("shadow") : "",
        })]);
    }
}
