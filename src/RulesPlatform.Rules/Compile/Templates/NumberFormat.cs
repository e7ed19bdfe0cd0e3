using System.Globalization;

namespace RulesPlatform.Rules.Compile.Templates;

/// <summary>How a template shows a number. Invariant culture; NaN has no form, infinities are <c>∞</c> and <c>-∞</c>.</summary>
internal static class NumberFormat
{
    private static readonly string[] s_binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    private static readonly string[] s_large = ["", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] s_small = ["", "m", "µ", "n", "p"];
    private static readonly (double Seconds, string Name)[] s_spans = [(604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")];

    private static readonly Dictionary<string, Func<double, string>> s_named = new(StringComparer.Ordinal)
    {
        [""] = Plain,
        ["percent"] = value => Fixed(value * 100, 1) + "%",
        ["bytes"] = Bytes,
        ["duration"] = Duration,
        ["si"] = Si,
    };

    public static IEnumerable<string> Known => ["0", "1", "2", "3", "4", "5", "6", .. s_named.Keys.Where(name => name.Length > 0)];

    /// <summary>The format's function of a finite number, or null for one that is not known.</summary>
    public static Func<double, string>? Find(string format) =>
        format is [>= '0' and <= '6'] ? value => Fixed(value, format[0] - '0') : s_named.GetValueOrDefault(format);

    /// <summary>Null where the number is NaN.</summary>
    public static string? Show(double value, Func<double, string> format) =>
        double.IsNaN(value) ? null : double.IsInfinity(value) ? (value > 0 ? "∞" : "-∞") : format(value);

    /// <summary>Six significant digits, but never fewer than the whole part has; powers of ten below 0.00001 and from 1e15.</summary>
    private static string Plain(double value)
    {
        double size = Math.Abs(value);
        if (size != 0 && size is < 1e-5 or >= 1e15)
        {
            return value.ToString("0.#####E+0", CultureInfo.InvariantCulture);
        }
        int whole = size < 1 ? (size == 0 ? 0 : (int)Math.Floor(Math.Log10(size))) : (int)Math.Floor(Math.Log10(size));
        string shown = Fixed(value, Math.Clamp(5 - whole, 0, 15));
        return shown.Contains('.', StringComparison.Ordinal) ? shown.TrimEnd('0').TrimEnd('.') : shown;
    }

    private static string Bytes(double value) => Scaled(value, 1024, s_binary, " ");

    private static string Si(double value)
    {
        double size = Math.Abs(value);
        int step = 0;
        while (size is > 0 and < 0.9995 && step < s_small.Length - 1)
        {
            (size, value, step) = (size * 1000, value * 1000, step + 1);
        }
        return step > 0 ? Short(value) + s_small[step] : Scaled(value, 1000, s_large, "");
    }

    private static string Scaled(double value, double by, string[] names, string between)
    {
        int step = 0;
        while (Math.Abs(value) >= by - 0.05 && step < names.Length - 1)
        {
            (value, step) = (value / by, step + 1);
        }
        return Short(value) + between + names[step];
    }

    private static string Short(double value) =>
        Math.Abs(value) < 1e15 ? Unsigned(value.ToString("0.#", CultureInfo.InvariantCulture)) : value.ToString("0.#####E+0", CultureInfo.InvariantCulture);

    /// <summary>The two largest units that matter: 1h 5m, 2d, 45s, 250ms.</summary>
    private static string Duration(double seconds)
    {
        string sign = seconds < 0 ? "-" : "";
        double size = Math.Abs(seconds);
        if (size >= 1e15)
        {
            return Plain(seconds) + "s";
        }
        if (Math.Round(size * 1000) < 1000)
        {
            string ms = Math.Round(size * 1000).ToString("0", CultureInfo.InvariantCulture);
            return ms == "0" ? "0s" : $"{sign}{ms}ms";
        }
        size = size < 10 ? Math.Round(size, 1) : Math.Round(size);
        int first = Array.FindIndex(s_spans, span => size >= span.Seconds);
        if (first == s_spans.Length - 1)
        {
            return sign + size.ToString("0.#", CultureInfo.InvariantCulture) + "s";
        }
        double large = Math.Floor(size / s_spans[first].Seconds);
        double rest = Math.Floor((size - large * s_spans[first].Seconds) / s_spans[first + 1].Seconds);
        string shown = sign + large.ToString("0", CultureInfo.InvariantCulture) + s_spans[first].Name;
        return rest == 0 ? shown : $"{shown} {rest.ToString("0", CultureInfo.InvariantCulture)}{s_spans[first + 1].Name}";
    }

    private static string Fixed(double value, int decimals) =>
        Math.Abs(value) >= 1e15
            ? value.ToString("0.#####E+0", CultureInfo.InvariantCulture)
            : Unsigned(value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    // What rounds to zero has no sign.
    private static string Unsigned(string shown) => shown.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? shown.TrimStart('-') : shown;
}
