using System.Text;

namespace RulesPlatform.Rules.Tests.Text;

/// <summary>JSON with comments wherever they may stand, from a seed.</summary>
internal sealed class ScatteredText(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _comments;

    public string Write()
    {
        Space();
        Container(0);
        Space();
        return _text.ToString();
    }

    private void Container(int depth)
    {
        bool isObject = _random.Next(2) == 0;
        int count = _random.Next(5);
        _text.Append(isObject ? '{' : '[');
        for (int i = 0; i < count; i++)
        {
            Space();
            if (isObject)
            {
                _text.Append($"\"m{i}{new string('x', _random.Next(12))}\"");
                Space();
                _text.Append(':');
                Space();
            }
            Value(depth + 1);
            Space();
            _text.Append(i < count - 1 || _random.Next(2) == 0 ? "," : "");
        }
        Space();
        _text.Append(isObject ? '}' : ']');
    }

    private void Value(int depth)
    {
        switch (_random.Next(depth > 4 ? 4 : 7))
        {
            case 0:
                _text.Append(_random.Next(2) == 0 ? "true" : "null");
                break;
            case 1:
                _text.Append(_random.Next(2) == 0 ? "1.50" : "-3e2");
                break;
            case 2:
                _text.Append($"\"{new string('t', _random.Next(60))} \\u0041 // no comment\"");
                break;
            case 3:
                _text.Append("\"ü /* nor this */\"");
                break;
            default:
                Container(depth);
                break;
        }
    }

    private void Space()
    {
        for (int i = _random.Next(8) - 4; i > 0; i--)
        {
            _text.Append(_random.Next(12) switch
            {
                0 => $"//c{_comments++}  \n",
                1 => $"/*c{_comments++}*/",
                2 => $"/*c{_comments++}\r\n   more  \n*/",
                < 6 => "\n",
                < 8 => "\r\n",
                8 => "\t",
                _ => " ",
            });
        }
    }
}
