namespace RulesPlatform.RuleLint.Watch;

/// <summary>What is true now, alone on a terminal; one after the other where the output is none.</summary>
internal static class Screen
{
    private const string Clear = "\u001b[H\u001b[2J\u001b[3J";

    public static void Show(string text)
    {
        Console.Write(Console.IsOutputRedirected ? "" : Clear);
        Console.WriteLine($"{text}\n\nwaiting for changes; Ctrl-C ends");
    }
}
