using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>The notifications of one group for one receiver, oldest first. Most groups have one.</summary>
internal sealed class GroupQueue(string key, Notification head)
{
    private Queue<Notification>? _later;

    public string Key { get; } = key;

    /// <summary>The one that is under way, waiting or next.</summary>
    public Notification Head { get; private set; } = head;

    /// <summary>Made for <see cref="Head"/>.</summary>
    public int Attempts { get; set; }

    public void Add(Notification notification) => (_later ??= new Queue<Notification>()).Enqueue(notification);

    /// <summary>Drops the head. False when nothing comes after it: the group is then done with.</summary>
    public bool TryAdvance()
    {
        if (_later is null || !_later.TryDequeue(out Notification? next))
        {
            return false;
        }
        Head = next;
        Attempts = 0;
        return true;
    }
}
