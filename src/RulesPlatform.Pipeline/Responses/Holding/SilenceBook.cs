using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses.Holding;

/// <summary>Silences that have not ended, in order of creation.</summary>
internal sealed class SilenceBook
{
    private readonly List<Silence> _silences = [];

    /// <summary>Number of the last silence made.</summary>
    public int Made { get; set; }

    public IReadOnlyList<Silence> All => _silences;

    public void Add(Silence silence) => _silences.Add(silence);

    public Silence? Find(string id) => _silences.Find(one => one.Id == id);

    public void Remove(string id) => _silences.RemoveAll(one => one.Id == id);

    public Hold? Find(LabelSet labels, DateTimeOffset at)
    {
        foreach (Silence silence in _silences)
        {
            if (silence.IsActive(at) && silence.Matchers.All(matcher => matcher.Matches(labels)))
            {
                return new Hold("silence", silence.Id, Hold.SilenceKey(silence.Id));
            }
        }
        return null;
    }
}
