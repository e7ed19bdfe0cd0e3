namespace RulesPlatform.Pipeline.Responses;

/// <summary>
/// What is due next. A deadline that has moved stays in the queue and is passed over when its turn comes, by asking
/// <paramref name="isCurrent"/>.
/// </summary>
internal sealed class DeadlineQueue(Func<Deadline, bool> isCurrent)
{
    private readonly PriorityQueue<Deadline, Deadline> _queue = new();

    public void Add(Deadline deadline) => _queue.Enqueue(deadline, deadline);

    public void Clear() => _queue.Clear();

    public DateTimeOffset? Next
    {
        get
        {
            while (_queue.TryPeek(out Deadline next, out _))
            {
                if (isCurrent(next))
                {
                    return next.Due;
                }
                _queue.Dequeue();
            }
            return null;
        }
    }

    /// <summary>Takes the next that is due at or before <paramref name="through"/>.</summary>
    public bool TryTake(DateTimeOffset through, out Deadline deadline)
    {
        deadline = default;
        return Next <= through && _queue.TryDequeue(out deadline, out _);
    }
}
