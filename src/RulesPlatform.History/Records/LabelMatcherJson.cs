using System.Text.Json;
using System.Text.Json.Serialization;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Records;

/// <summary>A matcher as <c>{ "name", "text" }</c>, the text as rule files write it.</summary>
internal sealed class LabelMatcherJson : JsonConverter<LabelMatcher>
{
    public override LabelMatcher Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        (string? name, string? text) = (null, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = reader.ValueTextEquals("name"u8);
            reader.Read();
            (name, text) = isName ? (reader.GetString(), text) : (name, reader.GetString());
        }
        return name is not null && text is not null
            ? LabelMatcher.Parse(name, text)
            : throw new JsonException("A label matcher needs 'name' and 'text'.");
    }

    public override void Write(Utf8JsonWriter writer, LabelMatcher value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("name", value.Name);
        writer.WriteString("text", value.Text);
        writer.WriteEndObject();
    }
}
