using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>The names of one kind of thing, each with its place.</summary>
/// <param name="noun">Without article: <c>signal</c>.</param>
/// <param name="isComplete">False where a file that may define more could not be read: nothing is then called unknown.</param>
internal sealed class NameTable(string noun, bool isComplete)
{
    private readonly Dictionary<string, (SourceText Source, int Start, int End)> _places = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _places.Keys;

    public string Noun => noun;

    /// <summary>Whether it exists, or may exist in a file that could not be read.</summary>
    public bool MayHave(string name) => !isComplete || _places.ContainsKey(name);

    public bool Has(string name) => _places.ContainsKey(name);

    /// <summary>Reports a name that is taken; the first keeps it.</summary>
    public void Add(string name, SourceText source, int start, int end, DiagnosticBag bag)
    {
        if (_places.TryAdd(name, (source, start, end)))
        {
            return;
        }
        (SourceText first, int firstStart, int firstEnd) = _places[name];
        TextSpan place = first.Span(firstStart, firstEnd);
        bag.Add(LoadingProblems.DuplicateName, source, start, end, $"there is a {noun} {Printable.Quote(name)} already, at {first.Path}:{place.Line}:{place.Column}", "rename one of the two");
    }
}
