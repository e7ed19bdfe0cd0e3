using System.Globalization;

namespace RulesPlatform.Rules.Text;

/// <summary>A JSON number: digits as the grammar has them, and a value that a double can hold.</summary>
internal static class NumberText
{
    public static bool TryParse(string text, out double number, out string message, out string? help)
    {
        (number, message, help) = (0, "", null);
        if (!IsJson(text))
        {
            (message, help) = ("this is not a JSON number", Remedy(text));
            return false;
        }
        number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        bool isLost = number == 0 && Mantissa(text).AsSpan().ContainsAnyInRange('1', '9');
        if (double.IsFinite(number) && !isLost)
        {
            return true;
        }
        (message, help) = ("this number is out of range", "a number is a double: 5e-324 to 1.7976931348623157e308 and 0");
        return false;
    }

    private static bool IsJson(ReadOnlySpan<char> text)
    {
        text = text.StartsWith("-") ? text[1..] : text;
        int whole = Digits(text);
        if (whole == 0 || (whole > 1 && text[0] == '0'))
        {
            return false;
        }
        text = text[whole..];
        if (text.StartsWith("."))
        {
            int digits = Digits(text[1..]);
            if (digits == 0)
            {
                return false;
            }
            text = text[(1 + digits)..];
        }
        if (text.Length == 0 || text[0] is not ('e' or 'E'))
        {
            return text.Length == 0;
        }
        text = text[1..];
        text = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        return text.Length > 0 && Digits(text) == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static string Mantissa(string text) => text.Split('e', 'E')[0];

    private static string Remedy(string text) => text switch
    {
        ['+', ..] => "leave the '+' out",
        ['.', ..] or ['-', '.', ..] => "write a digit before the '.'",
        ['0', 'x' or 'X', ..] => "write it in decimal",
        ['0', >= '0' and <= '9', ..] or ['-', '0', >= '0' and <= '9', ..] => "leave out the leading zeros",
        [.., '.'] => "write a digit after the '.'",
        _ when text.Any(char.IsLetter) => "text, a duration such as \"15s\" among it, stands in double quotes",
        _ => "write it as 12, -3.5 or 1e6",
    };
}
