using System.Text;
using System.Text.Json;

namespace RulesPlatform.RuleLint.Import.Workflows;

/// <summary>A JSON value and the line that it begins in. Comments and trailing commas are read over, as RulesEngine's own loader does not mind them.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">Of a text what it says, of any other scalar as it is written; empty for the rest.</param>
internal sealed record JsonPart(JsonTokenType Kind, int Line, string Text, IReadOnlyList<KeyValuePair<string, JsonPart>> Members, IReadOnlyList<JsonPart> Items)
{
    private static readonly JsonReaderOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Null, and the line and the reason, where the text is not JSON.</summary>
    public static JsonPart? Read(ReadOnlySpan<byte> text, out string? problem)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        var reader = new Utf8JsonReader(text, s_options);
        problem = null;
        try
        {
            reader.Read();
            return Read(ref reader, new LineCount(text));
        }
        catch (JsonException wrong)
        {
            problem = $"{wrong.LineNumber + 1}: this is not JSON: {wrong.Message.Split(" LineNumber")[0]}";
            return null;
        }
    }

    /// <summary>Case counts, as in the stock engine. Null where there is none, or it is null.</summary>
    public JsonPart? Find(string member) => Members.LastOrDefault(one => one.Key == member).Value is { Kind: not JsonTokenType.Null } found ? found : null;

    /// <summary>Null where there is no such member, or it is no text.</summary>
    public string? TextOf(string member) => Find(member) is { Kind: JsonTokenType.String } found ? found.Text : null;

    // The reader bounds nesting at 64.
    private static JsonPart Read(ref Utf8JsonReader reader, LineCount lines)
    {
        int line = lines.At((int)reader.TokenStartIndex);
        var members = new List<KeyValuePair<string, JsonPart>>();
        var items = new List<JsonPart>();
        JsonTokenType kind = reader.TokenType;
        while (kind == JsonTokenType.StartObject && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            members.Add(KeyValuePair.Create(name, Read(ref reader, lines)));
        }
        while (kind == JsonTokenType.StartArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, lines));
        }
        string text = kind == JsonTokenType.String ? reader.GetString()! : kind is JsonTokenType.StartObject or JsonTokenType.StartArray ? "" : Encoding.UTF8.GetString(reader.ValueSpan);
        return new JsonPart(kind, line, text, members, items);
    }

    private sealed class LineCount(ReadOnlySpan<byte> text)
    {
        private readonly int[] _ends = [.. Ends(text)];

        public int At(int offset)
        {
            int found = Array.BinarySearch(_ends, offset);
            return (found < 0 ? ~found : found) + 1;
        }

        private static List<int> Ends(ReadOnlySpan<byte> text)
        {
            var ends = new List<int>();
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == (byte)'\n')
                {
                    ends.Add(i);
                }
            }
            return ends;
        }
    }
}
