using System.Globalization;
using RulesPlatform.Host.Api.Reports;
using RulesPlatform.Host.Settings;

namespace RulesPlatform.Host.Api;

/// <summary>Reads the parameters of one request and collects everything that is wrong with them.</summary>
/// <param name="now">What relative instants are relative to.</param>
internal sealed class Question(DateTimeOffset now)
{
    private readonly Dictionary<string, List<string>> _flaws = new(StringComparer.Ordinal);

    public bool IsFlawed => _flaws.Count > 0;

    public IResult Refusal => ApiProblem.Invalid(_flaws.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()));

    public IReadOnlyDictionary<string, string[]> Flaws => _flaws.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    public void Refuse(string field, string flaw)
    {
        if (!_flaws.TryGetValue(field, out List<string>? flaws))
        {
            _flaws[field] = flaws = [];
        }
        flaws.Add(flaw);
    }

    public long Integer(string field, string? text, long otherwise, long least, long most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) || number < least || number > most)
        {
            Refuse(field, $"'{text}' is not a whole number from {least} to {most}.");
            return otherwise;
        }
        return number;
    }

    public TimeSpan? Span(string field, string? text, TimeSpan least, TimeSpan most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (!SettingText.TrySpan(text, out TimeSpan span) || span < least || span > most)
        {
            Refuse(field, $"'{text}' is not a span of time from {SettingText.Of(least)} to {SettingText.Of(most)}, such as 30s, 5m or 1h30m.");
            return null;
        }
        return span;
    }

    /// <summary><c>now</c>, a span (that long ago), Unix seconds, or ISO 8601.</summary>
    public DateTimeOffset Instant(string field, string? text, DateTimeOffset otherwise)
    {
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }
        if (text == "now")
        {
            return now;
        }
        if (SettingText.TrySpan(text, out TimeSpan ago) && ago < now - DateTimeOffset.UnixEpoch)
        {
            return now - ago;
        }
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds < 1e11)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000));
        }
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant))
        {
            return instant;
        }
        Refuse(field, $"'{text}' is not an instant: write now, a span such as 1h (that long ago), Unix seconds, or 2026-11-24T10:00:00Z.");
        return otherwise;
    }

    public T Word<T>(string field, string? text, T otherwise) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }
        if (!text.All(char.IsAsciiLetter) || !Enum.TryParse(text, ignoreCase: true, out T word))
        {
            Refuse(field, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}.");
            return otherwise;
        }
        return word;
    }

    public Selector Selector(string field, string? text)
    {
        string? flaw = Reports.Selector.TryParse(text ?? "", out Selector selector);
        if (flaw is not null)
        {
            Refuse(field, $"'{text}' {flaw}.");
        }
        return selector;
    }
}
