using System.Text.Json;
using System.Text.Json.Serialization;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Records;

/// <summary>Labels as one object, names sorted.</summary>
internal sealed class LabelSetJson : JsonConverter<LabelSet>
{
    public override LabelSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Labels are one JSON object.");
        }
        var labels = new List<Label>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            labels.Add(new Label(name, reader.GetString() ?? ""));
        }
        return LabelSet.Of(labels);
    }

    public override void Write(Utf8JsonWriter writer, LabelSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (Label label in value)
        {
            writer.WriteString(label.Name, label.Value);
        }
        writer.WriteEndObject();
    }
}
