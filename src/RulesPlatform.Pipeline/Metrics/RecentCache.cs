using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RulesPlatform.Pipeline.Metrics;

/// <summary>
/// Remembers at least the last <paramref name="capacity"/> things asked for and at most twice as many, in two generations.
/// Thread-safe; two threads that miss at once may both make the value, and one of the two is kept.
/// </summary>
public sealed class RecentCache<TKey, TValue>(int capacity) where TKey : notnull where TValue : class
{
    private readonly Lock _turning = new();
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();
    private int _added;

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (_young.TryGetValue(key, out value))
        {
            return true;
        }
        if (!_old.TryGetValue(key, out value))
        {
            return false;
        }
        TValue older = value;
        value = GetOrAdd(key, _ => older);
        return true;
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (_young.TryGetValue(key, out TValue? known))
        {
            return known;
        }
        TValue value = _old.TryGetValue(key, out TValue? older) ? older : make(key);
        if (Interlocked.Increment(ref _added) > capacity)
        {
            Turn();
        }
        return _young.GetOrAdd(key, value);
    }

    public int Count => _young.Count + _old.Count;

    private void Turn()
    {
        lock (_turning)
        {
            if (_added > capacity)
            {
                (_old, _young) = (_young, new ConcurrentDictionary<TKey, TValue>());
                _added = 1;
            }
        }
    }
}
