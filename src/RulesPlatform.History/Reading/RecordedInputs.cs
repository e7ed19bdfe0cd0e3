using RulesPlatform.History.Journal;
using RulesPlatform.Pipeline.Cycle;
using RulesPlatform.Pipeline.Metrics;
using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.History.Reading;

/// <summary>
/// What came from outside, samples and what people did, for replays that decide anew. Silences are given as they turned out, with the end that they
/// came to: a silence's id counts those before it, and a replay that begins later counts anew.
/// </summary>
internal sealed class RecordedInputs(JournalReader journal, LogReader log)
{
    /// <param name="after">The sequence after which entries are read.</param>
    /// <param name="begin">When the replay begins: earlier silences that last longer come first.</param>
    public IEnumerable<JournalEntry> Read(long after, DateTimeOffset begin)
    {
        IReadOnlyList<StoredSilence> silences = log.Silences();
        foreach (StoredSilence earlier in silences.Where(one => one.JournalSequence <= after && one.Silence.EndsAt > begin && one.Silence.EndsAt > one.Silence.StartsAt))
        {
            yield return Add(earlier.Silence, begin);
        }
        Dictionary<long, Silence> bySequence = silences.ToDictionary(one => one.JournalSequence, one => one.Silence);
        foreach (SequencedEntry entry in journal.Read(after, inputsOnly: true))
        {
            switch (entry.Entry)
            {
                case CommandEntry { Command: ExpireSilence }:
                    break;
                case CommandEntry { Command: AddSilence } added:
                    if (bySequence.TryGetValue(entry.Sequence, out Silence? silence) && silence.EndsAt > silence.StartsAt && silence.EndsAt > added.At)
                    {
                        yield return Add(silence, added.At);
                    }
                    break;
                default:
                    yield return entry.Entry;
                    break;
            }
        }
    }

    private static CommandEntry Add(Silence silence, DateTimeOffset at) =>
        new(new AddSilence(silence.Matchers, silence.StartsAt, silence.EndsAt, silence.Comment, silence.Author), at);
}
