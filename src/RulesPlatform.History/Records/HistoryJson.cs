using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;
using RulesPlatform.Pipeline.Thresholds;

namespace RulesPlatform.History.Records;

/// <summary>
/// The JSON that tables hold: camel case, numbers that round-trip, <c>"NaN"</c> and the infinities by name, labels as one object, slots as Unix ms.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LabelSetJson), typeof(SlotJson), typeof(LabelMatcherJson)])]
[JsonSerializable(typeof(LabelSet))]
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<LabelMatcher>))]
[JsonSerializable(typeof(JudgementEntry))]
[JsonSerializable(typeof(RuleSetEntry))]
[JsonSerializable(typeof(DeadlineEntry))]
[JsonSerializable(typeof(ReceiptEntry))]
[JsonSerializable(typeof(StoredCommand))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    private static readonly Lazy<HistoryJson> _stored = new(Readable);

    /// <summary>Non-ASCII text and quotes stay readable: nothing of this goes into HTML unescaped.</summary>
    public static HistoryJson Stored => _stored.Value;

    private static HistoryJson Readable() =>
        new(new JsonSerializerOptions(s_defaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
