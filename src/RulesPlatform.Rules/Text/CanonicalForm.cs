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
    // Every part of every file is hashed at each load: one writer a thread does for all of them.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? t_json;

    /// <summary>64 lower-case hex digits of SHA-256 over the canonical form of each part in turn.</summary>
    public static string Hash(params ReadOnlySpan<TextNode?> parts)
    {
        ArrayBufferWriter<byte> buffer = Begin();
        foreach (TextNode? part in parts)
        {
            Write(part ?? new TextNode(NodeKind.Null, 0, 0), buffer);
            buffer.Write("\n"u8);
        }
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    /// <summary>As bytes of UTF-8, on one line.</summary>
    public static byte[] Write(TextNode node)
    {
        ArrayBufferWriter<byte> buffer = Begin();
        Write(node, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same for trees with the same canonical form, in this process; nearly always another for others. Much cheaper than the form.</summary>
    public static int Fingerprint(TextNode node)
    {
        int own = HashCode.Combine(node.Kind, node.Text.GetHashCode(StringComparison.Ordinal), node.Number);
        for (int i = 0; i < node.Members.Count; i++)
        {
            TextMember member = node.Members[i];
            // The order of members does not count: a sum has none.
            own += Counts(member) ? HashCode.Combine(member.Name.GetHashCode(StringComparison.Ordinal), Fingerprint(member.Value)) : 0;
        }
        for (int i = 0; i < node.Items.Count; i++)
        {
            own = HashCode.Combine(own, Fingerprint(node.Items[i]));
        }
        return own;
    }

    private static ArrayBufferWriter<byte> Begin()
    {
        ArrayBufferWriter<byte> buffer = t_buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        return buffer;
    }

    private static void Write(TextNode node, ArrayBufferWriter<byte> buffer)
    {
        Utf8JsonWriter json = t_json ??= new Utf8JsonWriter(buffer);
        json.Reset(buffer);
        Write(node, json);
        json.Flush();
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
                WriteMembers(node.Members, json);
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

    private static void WriteMembers(IReadOnlyList<TextMember> members, Utf8JsonWriter json)
    {
        int[] order = ArrayPool<int>.Shared.Rent(members.Count);
        for (int i = 0; i < members.Count; i++)
        {
            order[i] = i;
        }
        order.AsSpan(0, members.Count).Sort(new ByName(members));
        for (int i = 0; i < members.Count; i++)
        {
            TextMember member = members[order[i]];
            if (Counts(member))
            {
                json.WritePropertyName(member.Name);
                Write(member.Value, json);
            }
        }
        ArrayPool<int>.Shared.Return(order);
    }

    // Names are distinct: what the sort does with equal ones cannot matter.
    private readonly struct ByName(IReadOnlyList<TextMember> members) : IComparer<int>
    {
        public int Compare(int one, int other) => string.CompareOrdinal(members[one].Name, members[other].Name);
    }
}
