using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks;

/// <summary>
/// What of a file a change touched, as far as a reviewer thinks: a rule, a signal, a job, a receiver, the levels of a signal, a member of the
/// header. Comments, white space and order are not touched.
/// </summary>
internal static class ChangedParts
{
    /// <summary>Byte ranges of the head file, in order; one over everything where there was no such file.</summary>
    public static IReadOnlyList<(int Start, int End)> Between(TextNode? before, TextNode head)
    {
        if (before is not { Kind: NodeKind.Object } || head.Kind != NodeKind.Object)
        {
            return before is not null && AreEqual(before, head) ? [] : [(0, int.MaxValue)];
        }
        var changed = new List<(int, int)>();
        foreach (TextMember member in head.Members)
        {
            changed.AddRange(OfMember(before.Find(member.Name), member));
        }
        return changed;
    }

    private static IEnumerable<(int, int)> OfMember(TextNode? before, TextMember member) => (before, member.Value.Kind) switch
    {
        ({ } old, _) when AreEqual(old, member.Value) => [],
        ({ Kind: NodeKind.Object } old, NodeKind.Object) => member.Value.Members.Where(inner => old.Find(inner.Name) is not { } same || !AreEqual(same, inner.Value)).Select(RangeOf),
        ({ Kind: NodeKind.Array } old, NodeKind.Array) => OfItems(old, member.Value),
        _ => [RangeOf(member)],
    };

    private static IEnumerable<(int, int)> OfItems(TextNode before, TextNode list)
    {
        var known = before.Items.Select(item => CanonicalForm.Hash(item)).ToHashSet(StringComparer.Ordinal);
        return list.Items.Where(item => !known.Contains(CanonicalForm.Hash(item))).Select(item => (item.Start, item.End));
    }

    private static (int, int) RangeOf(TextMember member) => (member.NameStart, member.Value.End);

    private static bool AreEqual(TextNode one, TextNode other) => CanonicalForm.Write(one).AsSpan().SequenceEqual(CanonicalForm.Write(other));
}
