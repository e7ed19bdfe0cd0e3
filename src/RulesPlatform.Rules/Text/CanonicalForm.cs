using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace RulesPlatform.Rules.Text;

/// <summary>
/// A tree without what does not count: comments, white space, the order of members, how numbers are written, and what lint was told to allow.
/// Members are sorted (ordinal), numbers are the shortest text that reads back the same.
/// </summary>
internal static class CanonicalForm
{
    /// <summary>64 lower-case hex digits of SHA-256 over the canonical form of each part in turn.</summary>
    public static string Hash(params ReadOnlySpan<TextNode?> parts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (TextNode? part in parts)
        {
            using var json = new Utf8JsonWriter(buffer);
            Write(part ?? new TextNode(NodeKind.Null, 0, 0), json);
            json.Flush();
            buffer.Write("\n"u8);
        }
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>As bytes of UTF-8, on one line.</summary>
    public static byte[] Write(TextNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(node, json);
        }
        return buffer.WrittenSpan.ToArray();
    }

    // Everywhere else "allow" is a name of the author's, with a value that is no array.
    private static bool Counts(TextMember member) => member is not { Name: "allow", Value.Kind: NodeKind.Array };

    // Recursion is bounded by ParseBounds.MaxDepth.
    private static void Write(TextNode node, Utf8JsonWriter json)
    {
        switch (node.Kind)
        {
            case NodeKind.Object:
                json.WriteStartObject();
                foreach (TextMember member in node.Members.Where(Counts).OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(member.Value, json);
                }
                json.WriteEndObject();
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
