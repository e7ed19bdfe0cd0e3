using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RulesPlatform.Host.Tests.Architecture;

/// <summary>Which way the arrows of the house run.</summary>
[TestClass]
public sealed partial class ArrowTests
{
    [TestMethod]
    [DataRow("src/RulesPlatform.Pipeline/RulesPlatform.Pipeline.csproj", "")]
    [DataRow("src/RulesPlatform.Rules/RulesPlatform.Rules.csproj", "RulesPlatform.Pipeline")]
    [DataRow("src/RulesPlatform.History/RulesPlatform.History.csproj", "RulesPlatform.Pipeline")]
    [DataRow("src/RulesPlatform.Host/RulesPlatform.Host.csproj", "RulesPlatform.History,RulesPlatform.Rules")]
    public void A_project_references_only_those_below_it(string project, string allowed)
    {
        IEnumerable<string> references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order(StringComparer.Ordinal);
        Assert.AreEqual(allowed, string.Join(',', references));
    }

    [TestMethod]
    public void The_domain_references_the_base_library_alone() =>
        Assert.IsEmpty(XDocument.Load(Path.Combine(Repository.Root, "src/RulesPlatform.Pipeline/RulesPlatform.Pipeline.csproj")).Descendants("PackageReference"));

    [TestMethod]
    [DataRow("Metrics", "")]
    [DataRow("Collection", "Metrics")]
    [DataRow("Analysis", "Metrics")]
    [DataRow("Thresholds", "Metrics,Analysis")]
    [DataRow("Responses", "Metrics,Collection,Analysis,Thresholds")]
    public void A_room_of_the_pipeline_uses_only_those_above_it(string room, string allowed)
    {
        string[] known = ["Metrics", "Collection", "Analysis", "Thresholds", "Responses", "Cycle"];
        string[] forbidden = [.. known.Except(allowed.Split(',')).Where(other => other != room)];
        string[] strays = [.. Repository.SourceFiles($"src/RulesPlatform.Pipeline/{room}")
            .SelectMany(path => forbidden.Where(other => Uses(path, $"RulesPlatform.Pipeline.{other}")).Select(other => $"{Path.GetFileName(path)} uses {other}"))];
        Assert.IsEmpty(strays, string.Join('\n', strays));
    }

    [TestMethod]
    [DataRow("RulesEngine", "src/RulesPlatform.Rules/Compile")]
    [DataRow("NCalc", "src/RulesPlatform.Rules/Compile")]
    [DataRow("Dapper", "src/RulesPlatform.History")]
    [DataRow("Microsoft.Data.Sqlite", "src/RulesPlatform.History")]
    [DataRow("Quartz", "src/RulesPlatform.Host")]
    public void A_library_is_used_in_one_room_only(string library, string room)
    {
        string home = Path.Combine(Repository.Root, room);
        string[] strays = [.. Repository.SourceFiles("src").Where(path => !path.StartsWith(home, StringComparison.Ordinal) && Uses(path, library))];
        Assert.IsEmpty(strays, string.Join('\n', strays));
        Assert.IsTrue(Repository.SourceFiles(room).Any(path => Uses(path, library)), $"Nothing in {room} uses {library}: the test watches an empty room.");
    }

    [TestMethod]
    public void A_stage_takes_the_output_of_the_one_before_it_never_its_class()
    {
        (string Room, string Stage)[] pairs = [("Analysis", "MetricCollector"), ("Thresholds", "PerformanceAnalyzer"), ("Responses", "ThresholdEvaluator")];
        foreach ((string room, string stage) in pairs)
        {
            string[] strays = [.. Repository.SourceFiles($"src/RulesPlatform.Pipeline/{room}").Where(path => Code(path).Contains(stage, StringComparison.Ordinal))];
            Assert.IsEmpty(strays, $"{stage} in {string.Join(", ", strays)}");
        }
    }

    private static bool Uses(string path, string name) =>
        Regex.IsMatch(Code(path), $@"\b{Regex.Escape(name)}(?![A-Za-z0-9_])") && Code(path).Split('\n').Any(line => UsingLine().IsMatch(line) && line.Contains(name, StringComparison.Ordinal));

    /// <summary>A file without its comments.</summary>
    private static string Code(string path) => string.Join('\n', File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\s*using\s")]
    private static partial Regex UsingLine();
}
