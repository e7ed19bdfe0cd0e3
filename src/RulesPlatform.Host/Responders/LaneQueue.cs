using RulesPlatform.Pipeline.Responses;

namespace RulesPlatform.Host.Responders;

/// <summary>
/// What one receiver has yet to get: groups that are ready, groups that wait for their next attempt, groups under way. A group is
/// in one of the three. Instants are monotonic ticks of the caller's clock. Not thread-safe.
/// </summary>
internal sealed class LaneQueue
{
    private readonly Dictionary<string, GroupQueue> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dedupKeys = new(StringComparer.Ordinal);
    private readonly Queue<GroupQueue> _ready = new();
    private readonly PriorityQueue<GroupQueue, long> _waiting = new();
    private long _pausedUntil = long.MinValue;

    /// <summary>Notifications not settled yet.</summary>
    public int Count => _dedupKeys.Count;

    /// <summary>Groups whose next attempt lies ahead.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>False when a notification with this dedup key is here already.</summary>
    public bool Add(Notification notification)
    {
        if (!_dedupKeys.Add(notification.DedupKey))
        {
            return false;
        }
        if (_groups.TryGetValue(notification.GroupKey, out GroupQueue? group))
        {
            group.Add(notification);
            return true;
        }
        group = new GroupQueue(notification.GroupKey, notification);
        _groups.Add(notification.GroupKey, group);
        _ready.Enqueue(group);
        return true;
    }

    /// <summary>The next group to attempt, or null while there is none or the receiver asked for a pause.</summary>
    public GroupQueue? Take(long now) => Takeable(now) > 0 ? _ready.Dequeue() : null;

    /// <summary>How many groups could be taken at <paramref name="now"/>.</summary>
    public int Takeable(long now)
    {
        while (_waiting.TryPeek(out _, out long due) && due <= now)
        {
            _ready.Enqueue(_waiting.Dequeue());
        }
        return now < _pausedUntil ? 0 : _ready.Count;
    }

    /// <summary>The head of a taken group is done with; the one after it, if any, is ready.</summary>
    public void Settle(GroupQueue group)
    {
        _dedupKeys.Remove(group.Head.DedupKey);
        if (group.TryAdvance())
        {
            _ready.Enqueue(group);
        }
        else
        {
            _groups.Remove(group.Key);
        }
    }

    /// <summary>A taken group is to be attempted again at <paramref name="until"/>.</summary>
    public void Postpone(GroupQueue group, long until) => _waiting.Enqueue(group, until);

    /// <summary>Nothing is taken before <paramref name="until"/>.</summary>
    public void Pause(long until) => _pausedUntil = Math.Max(_pausedUntil, until);

    /// <summary>Makes everything that waits ready, in the order in which it would have been.</summary>
    public void Release()
    {
        while (_waiting.TryDequeue(out GroupQueue? group, out _))
        {
            _ready.Enqueue(group);
        }
    }

    /// <summary>When the next group becomes takeable after <paramref name="now"/>; null when nothing waits for time to pass.</summary>
    public long? NextDue(long now)
    {
        long? due = _waiting.TryPeek(out _, out long first) ? first : null;
        return _ready.Count > 0 && now < _pausedUntil ? Math.Min(due ?? long.MaxValue, _pausedUntil) : due;
    }
}
