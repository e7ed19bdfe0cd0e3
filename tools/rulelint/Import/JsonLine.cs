using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RulesPlatform.RuleLint.Import;

/// <summary>JSON on one line, as people write it.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(string text) => JsonSerializer.Serialize(text, s_readable);

    /// <param name="number">Finite.</param>
    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');

    /// <param name="members">Names, and values that are JSON already.</param>
    public static string Object(IEnumerable<(string Name, string Value)> members) => $"{{ {string.Join(", ", members.Select(member => $"{Text(member.Name)}: {member.Value}"))} }}";
}
