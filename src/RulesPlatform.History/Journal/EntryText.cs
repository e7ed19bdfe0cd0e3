using System.Text.Json;
using RulesPlatform.History.Records;
using RulesPlatform.Pipeline.Cycle;

namespace RulesPlatform.History.Journal;

/// <summary>Journal entries other than batches, as JSON under the name of their kind.</summary>
internal static class EntryText
{
    public const string Batch = "batch";

    /// <returns>Kind, the instant that stands in the column <c>slot</c>, and the text.</returns>
    public static (string Kind, long At, string Json) Write(JournalEntry entry) => entry switch
    {
        JudgementEntry judgement => ("judgement", judgement.Slot.UnixMs, JsonSerializer.Serialize(judgement, HistoryJson.Stored.JudgementEntry)),
        RuleSetEntry ruleSet => ("ruleset", ruleSet.At.UnixMs, JsonSerializer.Serialize(ruleSet, HistoryJson.Stored.RuleSetEntry)),
        DeadlineEntry deadline => ("deadline", deadline.Through.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(deadline, HistoryJson.Stored.DeadlineEntry)),
        CommandEntry command => ("command", command.At.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(StoredCommand.Of(command), HistoryJson.Stored.StoredCommand)),
        ReceiptEntry receipt => ("receipt", receipt.At.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(receipt, HistoryJson.Stored.ReceiptEntry)),
        _ => throw new ArgumentException($"The journal has no kind for {entry.GetType().Name}.", nameof(entry)),
    };

    /// <exception cref="InvalidDataException">The kind is unknown or the text is damaged.</exception>
    public static JournalEntry Read(string kind, string json)
    {
        try
        {
            return kind switch
            {
                "judgement" => JsonSerializer.Deserialize(json, HistoryJson.Stored.JudgementEntry)!,
                "ruleset" => JsonSerializer.Deserialize(json, HistoryJson.Stored.RuleSetEntry)!,
                "deadline" => JsonSerializer.Deserialize(json, HistoryJson.Stored.DeadlineEntry)!,
                "command" => JsonSerializer.Deserialize(json, HistoryJson.Stored.StoredCommand)!.ToEntry(),
                "receipt" => JsonSerializer.Deserialize(json, HistoryJson.Stored.ReceiptEntry)!,
                _ => throw new InvalidDataException($"A journal entry is of the kind '{kind}', which this program does not know. Use the program that wrote it."),
            };
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"A journal entry of the kind '{kind}' is damaged: {damage.Message}", damage);
        }
    }
}
