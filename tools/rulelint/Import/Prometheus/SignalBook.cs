using System.Text.RegularExpressions;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>The signals of one analysis file: equal formulas are one signal, names are unique over all files.</summary>
/// <param name="taken">Names of signals in any file.</param>
internal sealed partial class SignalBook(HashSet<string> taken)
{
    private readonly List<SignalSketch> _signals = [];
    private readonly Dictionary<string, SignalSketch> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KeyValuePair<string, double>>> _levels = new(StringComparer.Ordinal);

    public IReadOnlyList<SignalSketch> Signals => _signals;

    /// <summary>Signal to its levels.</summary>
    public IReadOnlyDictionary<string, List<KeyValuePair<string, double>>> Levels => _levels;

    /// <summary>The signal of this value, which may be there already.</summary>
    /// <param name="wanted">From which its name is made where it is not the fold of one metric.</param>
    public SignalSketch Add(Value value, string wanted, string? summary)
    {
        (string formula, IReadOnlyList<(string Name, InputSpec Input)> inputs) = TermText.Write(value.Term);
        string written = $"{formula} {string.Join(' ', inputs.Select(one => one.Input.Written()))}";
        if (_byText.TryGetValue(written, out SignalSketch? known))
        {
            return known;
        }
        var signal = new SignalSketch(Free(NameOf(wanted)), UnitGuess.Of(value.Term), summary, formula, inputs, value.Shape);
        _signals.Add(signal);
        _byText.Add(written, signal);
        return signal;
    }

    /// <summary>The name of a level with this number.</summary>
    public string Level(string signal, string wanted, double number)
    {
        if (!_levels.TryGetValue(signal, out List<KeyValuePair<string, double>>? levels))
        {
            _levels.Add(signal, levels = []);
        }
        string name = wanted;
        for (int i = 2; levels.Exists(level => level.Key == name && !level.Value.Equals(number)); i++)
        {
            name = $"{wanted}_{i}";
        }
        if (!levels.Exists(level => level.Key == name))
        {
            levels.Add(KeyValuePair.Create(name, number));
        }
        return name;
    }

    /// <summary><c>HighCPULoad</c> and <c>job:errors:rate5m</c> as signals are called.</summary>
    internal static string NameOf(string text)
    {
        string words = NotOfAName().Replace(WordStart().Replace(text, "_"), "_").Trim('_').ToLowerInvariant();
        return words.Length == 0 || char.IsAsciiDigit(words[0]) ? $"signal_{words}" : words;
    }

    private string Free(string wanted)
    {
        string name = wanted;
        for (int i = 2; !taken.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }
        return name;
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotOfAName();
}
