using System.Text.Json;
using System.Text.Json.Serialization;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Records;

/// <summary>A slot as Unix milliseconds.</summary>
internal sealed class SlotJson : JsonConverter<Slot>
{
    public override Slot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Slot value, JsonSerializerOptions options) => writer.WriteNumberValue(value.UnixMs);
}
