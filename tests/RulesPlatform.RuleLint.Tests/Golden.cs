using System.Runtime.CompilerServices;

namespace RulesPlatform.RuleLint.Tests;

/// <summary>Text that people read, against a file in <c>Golden/</c> beside the test; rewritten by <c>UPDATE_GOLDEN=1</c>.</summary>
internal static class Golden
{
    public static void Assert(string file, string actual, [CallerFilePath] string test = "")
    {
        string golden = Path.Combine(Path.GetDirectoryName(test)!, "Golden", file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, actual);
        }
        Microsoft.VisualStudio.TestTools.UnitTesting.Assert.AreEqual(File.Exists(golden) ? File.ReadAllText(golden) : "(no golden file; run with UPDATE_GOLDEN=1)", actual);
    }
}
