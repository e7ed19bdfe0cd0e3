using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Compile;

/// <summary>A thresholds file as RulesEngine by itself loads it: the workflow, in plain JSON. Levels and the file's header are ours and stay behind.</summary>
public static class StockWorkflow
{
    private static readonly HashSet<string> s_members = new(["WorkflowName", "GlobalParams", "Rules"], StringComparer.Ordinal);

    private static readonly JsonWriterOptions s_layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="workflow">UTF-8, one object, no line break at its end; empty where the file is no thresholds file that parses.</param>
    public static bool TryWrite(RuleText file, out ReadOnlyMemory<byte> workflow, out IReadOnlyList<Diagnostic> flaws)
    {
        ArgumentNullException.ThrowIfNull(file);
        workflow = default;
        var bag = new DiagnosticBag();
        ParsedText parsed = TreeParser.Parse(new SourceText(file.Path, file.Content), bag);
        flaws = bag.ToDiagnostics();
        if (flaws.Count > 0 || parsed.Root!.Find("kind") is not { Text: FileKind.Thresholds })
        {
            return false;
        }
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_layout))
        {
            WriteObject(parsed.Root.Members.Where(member => s_members.Contains(member.Name)), json);
        }
        workflow = buffer.WrittenMemory;
        return true;
    }

    private static void WriteObject(IEnumerable<TextMember> members, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (TextMember member in members)
        {
            json.WritePropertyName(member.Name);
            Write(member.Value, json);
        }
        json.WriteEndObject();
    }

    // Recursion is bounded by ParseBounds.MaxDepth.
    private static void Write(TextNode node, Utf8JsonWriter json)
    {
        switch (node.Kind)
        {
            case NodeKind.Object:
                WriteObject(node.Members, json);
                break;
            case NodeKind.Array:
                json.WriteStartArray();
                foreach (TextNode item in node.Items)
                {
                    Write(item, json);
                }
                json.WriteEndArray();
                break;
            case NodeKind.String:
                json.WriteStringValue(node.Text);
                break;
            case NodeKind.Number:
                json.WriteNumberValue(node.Number);
                break;
            case NodeKind.True or NodeKind.False:
                json.WriteBooleanValue(node.Kind == NodeKind.True);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
