using RulesPlatform.RuleLint.Import.PromQl;

namespace RulesPlatform.RuleLint.Import.Prometheus;

/// <summary>What is to be said of one rule while it is carried over.</summary>
/// <param name="expression">The rule's, from which quotations are taken.</param>
internal sealed class RuleNotes(string expression)
{
    private readonly List<string> _remarks = [];

    /// <summary>Why the rule cannot be carried over; null while it can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What of it is not carried over, or is not quite the same.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public Meaning Meanings { get; private set; }

    /// <summary>The first refusal counts. Returns null, for whoever has nothing to give then.</summary>
    public Value? Refuse(Query query, string reason)
    {
        Refusal ??= $"{Quote(query)}: {reason}";
        return null;
    }

    public void Refuse(string reason) => Refusal ??= reason;

    public void Remark(string remark)
    {
        if (!_remarks.Contains(remark))
        {
            _remarks.Add(remark);
        }
    }

    public void Remark(Query query, string remark) => Remark($"{Quote(query)}: {remark}");

    public void Means(Meaning meaning) => Meanings |= meaning;

    private string Quote(Query query)
    {
        string text = string.Join(' ', expression[query.Start..query.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 72 ? $"{text[..70]}…" : text;
    }
}
