using RulesPlatform.Pipeline.Responses.Grouping;

namespace RulesPlatform.Pipeline.Responses;

/// <summary>Something that is due at an instant. At one instant: ends of silences, openings of calendars, groups; each by name.</summary>
/// <param name="Group">Null but for <see cref="DeadlineKind.Group"/>.</param>
internal readonly record struct Deadline(DateTimeOffset Due, DeadlineKind Kind, string Name, AlertGroup? Group = null) : IComparable<Deadline>
{
    public static Deadline Of(AlertGroup group, DateTimeOffset due) => new(due, DeadlineKind.Group, group.Rank, group);

    public int CompareTo(Deadline other)
    {
        int order = Due.CompareTo(other.Due);
        order = order != 0 ? order : Kind.CompareTo(other.Kind);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }
}
