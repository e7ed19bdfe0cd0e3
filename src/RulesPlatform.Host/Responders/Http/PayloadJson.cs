using System.Globalization;
using System.Text.Json;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders.Http;

/// <summary>The parts that several payloads share.</summary>
internal static class PayloadJson
{
    /// <summary>The annotation that carries <see cref="Notification.Note"/> where a format has no place of its own for it.</summary>
    public const string NoteAnnotation = "platform_note";

    private const string Rfc3339 = "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ";

    /// <summary>What Go writes for an instant that was never set.</summary>
    private const string Never = "0001-01-01T00:00:00Z";

    /// <summary>RFC 3339 in UTC, fractions without trailing zeros; null is <c>0001-01-01T00:00:00Z</c>.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? instant)
    {
        if (instant is not { } at)
        {
            json.WriteString(name, Never);
            return;
        }
        Span<char> text = stackalloc char[32];
        at.UtcDateTime.TryFormat(text, out int length, Rfc3339, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    public static void WriteLabels(this Utf8JsonWriter json, ReadOnlySpan<byte> name, LabelSet labels)
    {
        json.WriteStartObject(name);
        for (int i = 0; i < labels.Count; i++)
        {
            json.WriteString(labels[i].Name, labels[i].Value);
        }
        json.WriteEndObject();
    }

    /// <summary>The alert's annotations, and the notification's note among them.</summary>
    public static void WriteAnnotations(this Utf8JsonWriter json, ReadOnlySpan<byte> name, NotifiedAlert alert, string? note)
    {
        json.WriteStartObject(name);
        foreach ((string key, string value) in alert.Annotations)
        {
            json.WriteString(key, value);
        }
        if (note is not null)
        {
            json.WriteString(NoteAnnotation, note);
        }
        json.WriteEndObject();
    }
}
