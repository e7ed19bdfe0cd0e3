using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using RulesPlatform.Pipeline.Collection;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Schema.Language;

/// <summary>A value by reference: <c>{ "file": … }</c> or <c>{ "env": … }</c>; as it stands only where <paramref name="literal"/> allows it.</summary>
internal sealed class SecretShape(Shape<string>? literal) : Shape<Secret>
{
    private static readonly ObjectShape<SecretDraft> Reference = new ObjectShape<SecretDraft>("secret", () => new())
        .Optional("file", Words.FilledText, (draft, file) => draft.File = file, "A file that holds the value; read anew each time, without its last line break.")
        .Optional("env", Words.VariableName.Shape, (draft, variable) => draft.Variable = variable, "An environment variable that holds the value.")
        .Check(HasOnePlace)
        .Define("secret");

    /// <summary>May not stand in the file.</summary>
    public static SecretShape ReferenceOnly { get; } = new(null);

    public static SecretShape OrText { get; } = new(Words.FilledText);

    public static SecretShape OrUrl { get; } = new(Words.Url);

    /// <summary>Header → value; the headers that carry credentials take references only.</summary>
    public static Shape<IReadOnlyDictionary<string, Secret>> Headers { get; } = new MapShape<Secret>(
        "an object of headers", Words.HeaderName, name => SecretPlaces.IsSecretHeader(name) ? ReferenceOnly : OrText)
        .Select<IReadOnlyDictionary<string, Secret>>(entries => entries.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.OrdinalIgnoreCase));

    public override string Noun => literal is null ? "{ \"file\": … } or { \"env\": … }" : $"{literal.Noun}, {{ \"file\": … }} or {{ \"env\": … }}";

    public override bool TryRead(TextNode node, Reading reading, [MaybeNullWhen(false)] out Secret value)
    {
        value = null;
        switch (node.Kind)
        {
            case NodeKind.Object:
                bool isRead = Reference.TryRead(node, reading, out SecretDraft? draft);
                value = !isRead ? null : draft!.File is { } file ? Secret.FromFile(file) : Secret.FromEnvironment(draft.Variable!);
                return isRead;
            case NodeKind.String when literal is null:
                reading.Source.Mask(node.Start + 1, Math.Max(node.Start + 1, node.End - 1));
                reading.Report(ReadingProblems.LiteralSecret, node, "a secret stands in the file", "refer to it: { \"file\": \"/run/secrets/…\" } or { \"env\": \"…\" }; and change it, it has been written down");
                return false;
            case NodeKind.String when literal.TryRead(node, reading, out string? text):
                value = Secret.Literal(text);
                return true;
            case NodeKind.String:
                return false;
            default:
                return reading.WrongType(node, Noun);
        }
    }

    public override JsonObject Describe(SchemaDefinitions definitions)
    {
        JsonObject reference = Reference.Describe(definitions);
        return literal is null ? reference : new JsonObject { ["anyOf"] = new JsonArray(literal.Describe(definitions), reference) };
    }

    private static void HasOnePlace(SecretDraft draft, Reading reading)
    {
        if ((draft.File is null) == (draft.Variable is null))
        {
            reading.ReportOpening(ReadingProblems.Conflict, draft.Node, "a secret has exactly one of 'file' and 'env'", "write { \"file\": … } or { \"env\": … }");
        }
    }

    private sealed class SecretDraft : Draft
    {
        public string? File { get; set; }

        public string? Variable { get; set; }
    }
}
