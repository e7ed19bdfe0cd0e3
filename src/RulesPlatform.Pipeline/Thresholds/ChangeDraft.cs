using RulesPlatform.Pipeline.Analysis;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Thresholds;

/// <summary>A step on its way to becoming an <see cref="AlertChange"/>.</summary>
/// <param name="Frame">Null when the alert has no row any more.</param>
internal readonly record struct ChangeDraft(
    RuleBook Book, LabelSet Labels, AlertEntry Entry, AlertStep Step, Verdict Verdict, SignalFrame? Frame, int Row) : IComparable<ChangeDraft>
{
    public int CompareTo(ChangeDraft other) =>
        string.CompareOrdinal(Book.Rule.Id, other.Book.Rule.Id) is var order && order != 0 ? order : Labels.CompareTo(other.Labels);
}
