using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RulesPlatform.Host.Api.Answers;

/// <summary>Instants as ISO 8601 in UTC, with milliseconds where there are any: <c>2026-11-24T10:00:15Z</c>. Any offset is read.</summary>
internal sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture));
}
