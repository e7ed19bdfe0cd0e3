using RulesPlatform.Rules.Compile;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Loading;

/// <summary>What every binder needs while drafts become definitions: the names that exist, the defaults, the compilers.</summary>
internal sealed class Binding(Manuscript manuscript, DeclaredNames names, CompiledParts parts, DiagnosticBag bag)
{
    public Manuscript Manuscript { get; } = manuscript;

    public DeclaredNames Names { get; } = names;

    public CompiledParts Parts { get; } = parts;

    public DiagnosticBag Bag { get; } = bag;

    public DefaultsDraft Defaults { get; } = manuscript.RuleSet?.Draft?.Defaults ?? new();

    /// <summary>Reports a reference to something that does not exist.</summary>
    public void Resolve(NameTable table, DiagnosticKind unknown, Located<string> reference, Reading reading)
    {
        if (Bag.IsFull || table.MayHave(reference.Value))
        {
            return;
        }
        string help = Nearest.Help(reference.Value, table.Names, $"the {table.Noun}s are") ?? $"define it, or name an existing {table.Noun}";
        reading.Report(unknown, reference.Node, $"there is no {table.Noun} {Printable.Quote(reference.Value)}", help);
    }

    /// <summary>The compiled thing, or null once its problems have been moved to the file.</summary>
    public static T? Take<T>(CompileResult<T> result, DiagnosticKind kind, Located<string> text, Reading reading) where T : class
    {
        foreach (CompileProblem problem in result.Problems)
        {
            reading.Report(text.Node, new Flaw(kind, problem.Message, problem.Help, problem.Offset, Math.Max(1, problem.Length)));
        }
        return result.IsCompiled ? result.Compiled : null;
    }
}
