using System.Buffers;
using System.Text;
using System.Text.Json;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.Pipeline.Cycle;

/// <summary>
/// The JSON of the decision log, schema version 1: members in a fixed order, numbers that round-trip, NaN as null, no white space.
/// Members may be added at the end; none is renamed or removed within a version.
/// </summary>
internal static class DecisionText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(AlertChange change) => Write(json =>
    {
        json.WriteString("alert", change.Id.Fingerprint);
        json.WriteString("rule", change.Id.Rule);
        Write(json, "labels", change.Id.Labels);
        json.WriteString("severity", change.Facts.Severity);
        json.WriteString("from", change.From.ToString());
        json.WriteString("to", change.To.ToString());
        json.WriteString("reason", change.Reason.ToString());
        json.WriteString("since", change.Incarnation.ToString());
        json.WriteNumber("transition", change.Transition);
        json.WriteString("signal", change.Facts.Signal.Name);
        Write(json, "value", change.Facts.Signal.Value);
        Write(json, "expected", change.Facts.Signal.Expected);
        Write(json, "deviation", change.Facts.Signal.Deviation);
        Write(json, "score", change.Facts.Signal.Score);
        json.WriteString("unit", change.Facts.Unit);
        json.WriteString("tier", change.Facts.Signal.Tier.ToString());
        json.WriteStartObject("thresholds");
        foreach (LevelUsed level in change.Evidence.Levels)
        {
            Write(json, level.Name, level.Value);
        }
        json.WriteEndObject();
        json.WriteString("mode", change.Mode.ToString());
        json.WriteString("unsent", change.Unsent);
        json.WriteString("fault", change.Evidence.Fault);
        json.WriteString("revision", change.Evidence.Revision);
    });

    public static string Of(Notification notification) => Write(json =>
    {
        json.WriteString("key", notification.DedupKey);
        json.WriteString("receiver", notification.Receiver);
        json.WriteString("route", notification.Route);
        json.WriteString("cause", notification.Cause.ToString());
        json.WriteString("group", notification.GroupKey);
        json.WriteString("due", new Slot(notification.DueAt.ToUnixTimeMilliseconds()).ToString());
        json.WriteStartArray("alerts");
        foreach (NotifiedAlert alert in notification.Alerts)
        {
            json.WriteStartObject();
            json.WriteString("alert", alert.Fingerprint);
            json.WriteString("state", alert.IsFiring ? "firing" : "resolved");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("note", notification.Note);
    });

    public static string Of(Suppression suppression) => Write(json =>
    {
        json.WriteString("alert", suppression.Alert.Fingerprint);
        json.WriteString("rule", suppression.Alert.Rule);
        Write(json, "labels", suppression.Alert.Labels);
        json.WriteString("route", suppression.Route);
        json.WriteString("cause", suppression.Cause);
        json.WriteString("by", suppression.By);
    });

    public static string Of(Silence silence) => Of(
        ("id", silence.Id),
        ("matchers", string.Join(", ", silence.Matchers)),
        ("starts", new Slot(silence.StartsAt.ToUnixTimeMilliseconds()).ToString()),
        ("ends", new Slot(silence.EndsAt.ToUnixTimeMilliseconds()).ToString()),
        ("author", silence.Author),
        ("comment", silence.Comment));

    public static string Of(Quarantine quarantine) => Write(json =>
    {
        json.WriteString("rule", quarantine.Rule);
        json.WriteString("owner", quarantine.Owner);
        json.WriteString("fault", quarantine.Fault);
        json.WriteString("origin", quarantine.Origin.ToString());
    });

    /// <summary>An object of plain texts, in the order given; a null text is a JSON null.</summary>
    public static string Of(params (string Name, string? Value)[] members) => Write(json =>
    {
        foreach ((string name, string? value) in members)
        {
            json.WriteString(name, value);
        }
    });

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Compact))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, LabelSet labels)
    {
        json.WriteStartObject(name);
        foreach (Label label in labels)
        {
            json.WriteString(label.Name, label.Value);
        }
        json.WriteEndObject();
    }
}
