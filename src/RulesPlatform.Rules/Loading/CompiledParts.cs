using System.Collections.Concurrent;
using System.Text;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Compile;

namespace RulesPlatform.Rules.Loading;

/// <summary>
/// What a loader has compiled, by everything that went into it: equal texts share a delegate, in one generation and from one to the next.
/// Thread-safe, but files are bound one after the other.
/// </summary>
internal sealed class CompiledParts(RuleCompilers compilers)
{
    private readonly ConcurrentDictionary<string, object> _parts = new(StringComparer.Ordinal);
    private ConcurrentQueue<string>? _ofFile;

    public CompileResult<CompiledFormula> Formula(string text, IReadOnlyList<string> inputs) =>
        Get(Key('F', text, inputs), () => compilers.Formula(text, inputs));

    public CompileResult<CompiledCondition> Condition(ConditionSource source, IReadOnlyList<string> levels) =>
        Get(Key('C', source, levels), () => compilers.Condition(source, levels));

    public CompileResult<Func<AlertFacts, bool>> AlertCondition(ConditionSource source) =>
        Get(Key('A', source, []), () => compilers.AlertCondition(source));

    public CompileResult<TemplateText> Template(string text, IReadOnlyList<string>? levels) =>
        Get(Key(levels is null ? 'R' : 'T', text, levels ?? []), () => compilers.Template(text, levels));

    /// <summary>From here on it is noted what is asked for.</summary>
    public void BeginFile() => _ofFile = new ConcurrentQueue<string>();

    /// <returns>The keys of what was asked for.</returns>
    public List<string> EndFile()
    {
        List<string> keys = [.. _ofFile!.Distinct(StringComparer.Ordinal)];
        _ofFile = null;
        return keys;
    }

    /// <summary>Lets go of what no file uses any more, once there is more of that than of the rest.</summary>
    public void Trim(LoadMemory memory)
    {
        int used = memory.PartsInUse.Count();
        if (_parts.Count <= 1000 + (2 * used))
        {
            return;
        }
        var keep = memory.PartsInUse.ToHashSet(StringComparer.Ordinal);
        foreach (string key in _parts.Keys.Where(key => !keep.Contains(key)))
        {
            _parts.TryRemove(key, out _);
        }
    }

    private CompileResult<T> Get<T>(string key, Func<CompileResult<T>> compile) where T : class
    {
        _ofFile?.Enqueue(key);
        if (_parts.TryGetValue(key, out object? part))
        {
            return new CompileResult<T>((T)part, []);
        }
        CompileResult<T> result = compile();
        if (result is { IsCompiled: true, Compiled: { } compiled })
        {
            _parts.TryAdd(key, compiled);
        }
        return result;
    }

    private static string Key(char kind, string text, IReadOnlyList<string> names)
    {
        var key = new StringBuilder().Append(kind);
        Append(key, text);
        Append(key, names);
        return key.ToString();
    }

    private static string Key(char kind, ConditionSource source, IReadOnlyList<string> names)
    {
        var key = new StringBuilder().Append(kind);
        Append(key, names);
        Append(key, source);
        return key.ToString();
    }

    // The outermost rule's name is left out: it does not change what is compiled.
    private static void Append(StringBuilder key, ConditionSource source)
    {
        Append(key, source.Expression ?? "");
        Append(key, source.Operator ?? "");
        foreach (ScopedParameter parameter in source.Parameters)
        {
            Append(key.Append('p'), parameter.Name);
            Append(key, parameter.Expression);
        }
        foreach (ConditionSource nested in source.Nested)
        {
            Append(key.Append('('), nested.Name);
            Append(key, nested);
            key.Append(')');
        }
    }

    private static void Append(StringBuilder key, IReadOnlyList<string> names)
    {
        key.Append(names.Count);
        foreach (string name in names)
        {
            Append(key, name);
        }
    }

    // Lengths keep neighbours apart whatever they contain.
    private static void Append(StringBuilder key, string text) => key.Append(':').Append(text.Length).Append(':').Append(text);
}
