using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Pipeline.Responses.Grouping;

/// <summary>How a group speaks, from its route's action and its receiver's kind. In whole milliseconds, as it is saved.</summary>
/// <param name="Repeat">Zero: never.</param>
/// <param name="KeepsAlive">The receiver forgets what it does not hear again: repeats go on although someone has acknowledged.</param>
/// <param name="Escalation">By <see cref="EscalationStep.After"/>.</param>
internal sealed record Pacing(
    TimeSpan Wait, TimeSpan Interval, TimeSpan Repeat, bool SendResolved, bool KeepsAlive, IReadOnlyList<EscalationStep> Escalation)
{
    public static Pacing Of(NotifyAction action, Receiver? receiver)
    {
        EscalationStep[] steps = [.. action.Escalation.Select(step => step with { After = Whole(step.After) }).OrderBy(step => step.After)];
        return receiver?.Settings is AlertmanagerReceiverSettings alertmanager
            ? new Pacing(Whole(action.Wait), TimeSpan.Zero, Whole(alertmanager.ResendEvery), action.SendResolved, KeepsAlive: true, steps)
            : new Pacing(Whole(action.Wait), Whole(action.Interval), Whole(action.Repeat), action.SendResolved, KeepsAlive: false, steps);
    }

    public void Save(StateWriter state)
    {
        state.Write(Wait);
        state.Write(Interval);
        state.Write(Repeat);
        state.Write(SendResolved);
        state.Write(KeepsAlive);
        state.Write(Escalation.Count);
        foreach (EscalationStep step in Escalation)
        {
            state.Write(step.After);
            state.Write(step.Receiver);
        }
    }

    public static Pacing Load(StateReader state)
    {
        (TimeSpan wait, TimeSpan interval, TimeSpan repeat) = (state.ReadTimeSpan(), state.ReadTimeSpan(), state.ReadTimeSpan());
        (bool sendResolved, bool keepsAlive) = (state.ReadBoolean(), state.ReadBoolean());
        var steps = new EscalationStep[state.ReadInt32()];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = new EscalationStep(state.ReadTimeSpan(), state.ReadString());
        }
        return new Pacing(wait, interval, repeat, sendResolved, keepsAlive, steps);
    }

    private static TimeSpan Whole(TimeSpan duration) => TimeSpan.FromMilliseconds(Math.Max(0, (long)duration.TotalMilliseconds));
}
