using System.Globalization;
using RulesPlatform.Pipeline.Thresholds;
using RulesPlatform.Rules.Schema;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Testing;

/// <summary>An alert's states in a few characters, one a slot of its group: <c>.</c> inactive, <c>P</c> pending, <c>F</c> firing, <c>R</c> recovering; <c>Px4</c> four times; blanks between.</summary>
internal static class StateNotation
{
    public static Flaw? Read(string text, out IReadOnlyList<AlertState> states)
    {
        var read = new List<AlertState>();
        states = read;
        int at = 0;
        foreach (string token in text.Split(' '))
        {
            if (token.Length > 0 && !TryRead(token, read))
            {
                return new Flaw(ReadingProblems.UnknownWord, $"{Printable.Quote(token)} is no state of an alert", "write . (inactive), P (pending), F (firing) or R (recovering), with a count where it lasts: .x4 Px4 F", at, token.Length);
            }
            at += token.Length + 1;
        }
        return read.Count == 0 ? new Flaw(ReadingProblems.OutOfRange, "there are no states", "write one a slot: .x4 Px4 F") : null;
    }

    public static char LetterOf(AlertState state) => state switch
    {
        AlertState.Pending => 'P',
        AlertState.Firing => 'F',
        AlertState.Recovering => 'R',
        _ => '.',
    };

    /// <summary>The shortest text that reads back the same.</summary>
    public static string Write(IEnumerable<AlertState> states)
    {
        var runs = new List<(AlertState State, int Count)>();
        foreach (AlertState state in states)
        {
            if (runs.Count > 0 && runs[^1].State == state)
            {
                runs[^1] = (state, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((state, 1));
            }
        }
        return string.Join(' ', runs.Select(run => run.Count == 1 ? $"{LetterOf(run.State)}" : string.Create(CultureInfo.InvariantCulture, $"{LetterOf(run.State)}x{run.Count}")));
    }

    private static bool TryRead(string token, List<AlertState> states)
    {
        AlertState? state = token[0] switch
        {
            '.' => AlertState.Inactive,
            'P' => AlertState.Pending,
            'F' => AlertState.Firing,
            'R' => AlertState.Recovering,
            _ => null,
        };
        int count = 1;
        bool isRead = state is not null && (token.Length == 1
            || (token[1] == 'x' && int.TryParse(token.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= 1_000_000));
        if (isRead)
        {
            states.AddRange(Enumerable.Repeat(state!.Value, count));
        }
        return isRead;
    }
}
