using System.Text.Json;
using System.Text.Json.Nodes;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Tests.Loading;

namespace RulesPlatform.Rules.Tests.Schema;

[TestClass]
public sealed class Schemas
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IEnumerable<object[]> Names => RuleFileSchemas.All.Keys.Select(name => new object[] { name });

    public static IEnumerable<object[]> GoodFiles =>
        from world in new[] { "small", "full" }
        from path in Worlds.Read(world).Keys
        where !path.StartsWith("targets/", StringComparison.Ordinal)
        select new object[] { world, path };

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Are_in_step_with_what_reads_the_files(string name) =>
        Worlds.AssertGolden(Path.Combine(Root(), "rules", "schema", name), RuleFileSchemas.All[name]);

    [TestMethod]
    [DynamicData(nameof(GoodFiles))]
    public void Accept_every_good_file(string world, string path) =>
        Assert.AreEqual("", string.Join('\n', Check(path).Violations(JsonNode.Parse(Worlds.Read(world)[path], documentOptions: Lenient))));

    [TestMethod]
    [DataRow("3-collection.cases", "an unknown member", "/jobs/0/timout: unknown")]
    [DataRow("3-collection.cases", "a missing member", "/jobs/0/source: missing")]
    [DataRow("3-collection.cases", "a wrong type", "/jobs/0/interval: no string")]
    [DataRow("3-collection.cases", "an unknown source", "/jobs/0/source: not in the list")]
    [DataRow("3-collection.cases", "options of another source", "/jobs/0/options/expectStatus: unknown")]
    [DataRow("3-collection.cases", "guards out of range", "/jobs/0/guards/maxSamples: too small\n/jobs/0/guards/maxLabels: no integer")]
    [DataRow("3-collection.cases", "a duration with an unknown unit", "/jobs/0/interval: not ^([0-9]+(ms|[smhdw]))+$")]
    [DataRow("6-responses.cases", "an unknown action", "/Rules/0/Actions/OnSuccess/Name: not in the list")]
    [DataRow("6-responses.cases", "a context of another action", "/Rules/0/Actions/OnSuccess/Context/text: missing\n/Rules/0/Actions/OnSuccess/Context/receiver: unknown")]
    [DataRow("6-responses.cases", "a literal signing key", "/receivers/log: not one of those")]
    public void Refuse_what_the_reader_refuses(string file, string title, string expected)
    {
        BrokenCase broken = BrokenCase.ReadAll().Single(one => Path.GetFileName(one.File) == file && one.Title == title);
        string path = broken.Edits[0].Split(" | ")[0];

        Assert.AreEqual(expected, string.Join('\n', Check(path).Violations(JsonNode.Parse(broken.World()[path], documentOptions: Lenient))));
    }

    private static SchemaCheck Check(string path) =>
        new(JsonNode.Parse(RuleFileSchemas.All[path == "ruleset.json" ? path : path.Split('/')[0] + ".json"])!.AsObject());

    private static string Root()
    {
        string folder = Worlds.Here();
        while (!File.Exists(Path.Combine(folder, "RulesPlatform.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }
}
