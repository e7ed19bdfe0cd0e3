using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RulesPlatform.Host.Tests.Responders;

/// <summary>Text that is kept beside the tests. <c>UPDATE_GOLDEN=1</c> rewrites it.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Match(string name, string actual, [CallerFilePath] string caller = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        string text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
            return;
        }
        Assert.IsTrue(File.Exists(path), $"Golden/{name} is missing; run the test with UPDATE_GOLDEN=1 and review what it writes.");
        Assert.AreEqual(File.ReadAllText(path), text, $"Golden/{name} differs; if that is meant, run the test with UPDATE_GOLDEN=1 and review the change.");
    }

    /// <summary>Compares indented, so that a difference shows its line; order of members counts.</summary>
    public static void MatchJson(string name, string actual, [CallerFilePath] string caller = "")
    {
        using JsonDocument document = JsonDocument.Parse(actual);
        Match(name, JsonSerializer.Serialize(document.RootElement, Indented), caller);
    }
}
