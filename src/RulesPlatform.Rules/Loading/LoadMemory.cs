using System.Diagnostics.CodeAnalysis;

namespace RulesPlatform.Rules.Loading;

/// <summary>
/// What one load that succeeded made of each file, so that the next takes over what cannot come out otherwise: a file is read again where its
/// bytes differ or where there was something to say of it, and bound again where it was read again, where the defaults of
/// <c>ruleset.json</c> are others, or where a name that it refers to is gone. Reading one changed file of a hundred then costs that one.
/// Filled by one load, read by the next; not thread-safe but for <see cref="Find"/>.
/// </summary>
internal sealed class LoadMemory
{
    private readonly Dictionary<string, ReadFile> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<object, BoundFile> _bound = new(ReferenceEqualityComparer.Instance);

    /// <summary>The file as it was read, where it has the same bytes and there was nothing to say of it.</summary>
    public ReadFile? Find(RuleText text) =>
        _read.TryGetValue(text.Path, out ReadFile? file) && file.IsClean && file.Text.Content.Span.SequenceEqual(text.Content.Span) ? file : null;

    public void Keep(ReadFile file) => _read[file.Text.Path] = file;

    public void Keep(object file, BoundFile bound) => _bound[file] = bound;

    /// <param name="file">As it was read: the same object.</param>
    public bool TryTake(object file, Binding binding, [NotNullWhen(true)] out BoundFile? bound) =>
        _bound.TryGetValue(file, out bound)
        && ReferenceEquals(bound.Defaults, binding.Defaults)
        && bound.References.TrueForAll(reference => binding.Names.Of(reference.Noun).MayHave(reference.Name));

    /// <summary>Keys of everything compiled that some file kept here uses.</summary>
    public IEnumerable<string> PartsInUse => _bound.Values.SelectMany(bound => bound.Parts);
}
