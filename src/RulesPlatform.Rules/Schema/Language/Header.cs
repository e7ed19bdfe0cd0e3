namespace RulesPlatform.Rules.Schema.Language;

/// <summary>The members of <see cref="FileDraft"/>, for each kind of file.</summary>
internal static class Header
{
    public static ObjectShape<T> Of<T>(string kind) where T : FileDraft, new() => new ObjectShape<T>($"{kind} file", () => new())
        .Required("$schema", SchemaPath(kind), (_, _) => { }, $"Path of the JSON Schema that editors use: \"../schema/{kind}.json\".")
        .Required("kind", new WordShape<string>("kind here", (kind, kind)), (_, _) => { }, "What the file is.")
        .Required("name", Words.FileName.Shape.Located(), (file, name) => file.Name = name, "Unique among the files of this kind.")
        .Required("version", Words.Version.Located(), (file, version) => file.Version = version, "Semantic version; raised whenever the content changes.")
        .Required("owner", Words.FilledText, (file, owner) => file.Owner = owner, "Who is told when something here fails.")
        .Optional(AllowShape.Member, AllowShape.List, (file, value) => file.Allow = value, AllowShape.Description);

    private static TextShape<string> SchemaPath(string kind)
    {
        string name = $"schema/{kind}.json";
        string usual = $"\"{(kind == "ruleset" ? "" : "../")}{name}\"";
        return new TextShape<string>(usual, Read, $"(^|/)schema/{kind}\\.json$");

        Flaw? Read(string text, out string path)
        {
            path = text;
            return text == name || text.EndsWith("/" + name, StringComparison.Ordinal)
                ? null
                : new Flaw(ReadingProblems.Address, "this is not the schema of this kind of file", $"write {usual}");
        }
    }
}
