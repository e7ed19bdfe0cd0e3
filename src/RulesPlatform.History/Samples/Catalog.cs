using System.Globalization;
using System.Text.Json;
using Dapper;
using RulesPlatform.History.Records;
using RulesPlatform.History.Storage;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.History.Samples;

/// <summary>
/// What is known of series, streams and layouts, in memory and in their tables. New ones are written inside the caller's transaction;
/// <see cref="Rollback"/> forgets them if it fails. Writer's thread only, but for <see cref="StreamsOf"/> and <see cref="Streams"/>.
/// </summary>
internal sealed class Catalog
{
    private readonly WriteConnection _connection;
    private readonly SeriesTable _series;
    private readonly Dictionary<(StreamKind Kind, string Job, string Target), SampleStream> _byName = [];
    private readonly Dictionary<int, SampleStream> _byId = [];
    private readonly Dictionary<int, List<int>> _further = [];
    private readonly List<SampleStream> _newStreams = [];
    private readonly List<(SampleStream Stream, Layout Layout)> _newLayouts = [];
    private readonly List<int> _newSeries = [];
    private readonly List<(int Series, int Stream)> _newPlaces = [];
    private readonly Lock _gate = new();

    /// <summary>By series: the first stream that carried it, or 0 while the series is not stored.</summary>
    private int[] _homes = new int[1024];
    private int _lastStream;
    private int _lastLayout;

    public Catalog(WriteConnection connection, SeriesTable series)
    {
        (_connection, _series) = (connection, series);
        Load();
    }

    public IReadOnlyList<SampleStream> Streams
    {
        get
        {
            lock (_gate)
            {
                return [.. _byId.Values];
            }
        }
    }

    public SampleStream StreamOf(StreamKind kind, string job, string target)
    {
        if (_byName.TryGetValue((kind, job, target), out SampleStream? known))
        {
            return known;
        }
        var stream = new SampleStream(++_lastStream, kind, job, target);
        _connection.Prepare("INSERT INTO streams (id, kind, job, target) VALUES ($1, $2, $3, $4)", 4)
            .Run(stream.Id, NameOf(kind), job, target);
        Add(stream);
        _newStreams.Add(stream);
        return stream;
    }

    public Layout LayoutOf(SampleStream stream, ReadOnlySpan<int> series)
    {
        if (series.Length == 0)
        {
            return Layout.Empty;
        }
        if (stream.FindLayout(series) is { } known)
        {
            return known;
        }
        var layout = new Layout(++_lastLayout, series.ToArray());
        _connection.Prepare("INSERT INTO layouts (id, stream_id, body) VALUES ($1, $2, $3)", 3)
            .Run(layout.Id, stream.Id, LayoutBytes.Write(series));
        foreach (int id in series)
        {
            Place(id, stream.Id);
        }
        stream.Remember(layout);
        _newLayouts.Add((stream, layout));
        return layout;
    }

    /// <summary>What was new is in the store now.</summary>
    public void Commit()
    {
        _newStreams.Clear();
        _newLayouts.Clear();
        _newSeries.Clear();
        _newPlaces.Clear();
    }

    /// <summary>What was new is not in the store: the next use writes it again.</summary>
    public void Rollback()
    {
        foreach ((SampleStream stream, Layout layout) in _newLayouts)
        {
            stream.Forget(layout);
        }
        lock (_gate)
        {
            foreach (SampleStream stream in _newStreams)
            {
                _byName.Remove((stream.Kind, stream.Job, stream.Target));
                _byId.Remove(stream.Id);
            }
            _newSeries.ForEach(id => _homes[id] = 0);
            _newPlaces.ForEach(place => _further[place.Series].Remove(place.Stream));
        }
        Commit();
    }

    public SampleStream StreamOf(int id) => _byId[id];

    /// <summary>The streams that carry a series, in order of first appearance. Any thread.</summary>
    public IReadOnlyList<SampleStream> StreamsOf(int series)
    {
        lock (_gate)
        {
            int home = series < _homes.Length ? _homes[series] : 0;
            return home == 0 ? []
                : _further.TryGetValue(series, out List<int>? further) ? [_byId[home], .. further.Select(id => _byId[id])]
                : [_byId[home]];
        }
    }

    private void Place(int series, int stream)
    {
        if (series >= _homes.Length)
        {
            lock (_gate)
            {
                Array.Resize(ref _homes, Math.Max(series + 1, _homes.Length * 2));
            }
        }
        int home = _homes[series];
        if (home == stream || (home != 0 && _further.TryGetValue(series, out List<int>? others) && others.Contains(stream)))
        {
            return;
        }
        if (home == 0)
        {
            SeriesKey key = _series[new SeriesId(series)];
            _connection.Prepare("INSERT INTO series (id, metric, labels) VALUES ($1, $2, $3)", 3)
                .Run(series, key.Metric, JsonSerializer.Serialize(key.Labels, HistoryJson.Stored.LabelSet));
            _newSeries.Add(series);
        }
        _connection.Prepare("INSERT INTO series_streams (series_id, stream_id) VALUES ($1, $2)", 2).Run(series, stream);
        lock (_gate)
        {
            if (home == 0)
            {
                _homes[series] = stream;
            }
            else
            {
                AddFurther(series, stream);
                _newPlaces.Add((series, stream));
            }
        }
    }

    private void Load()
    {
        foreach ((long id, string metric, string labels) in _connection.Raw.Query<(long, string, string)>(
            "SELECT id, metric, labels FROM series ORDER BY id", buffered: false))
        {
            _series.Restore(new SeriesId((int)id), new SeriesKey(metric, JsonSerializer.Deserialize(labels, HistoryJson.Stored.LabelSet)!));
        }
        foreach ((long id, string kind, string job, string target, long? through) in _connection.Raw.Query<(long, string, string, string, long?)>(
            "SELECT id, kind, job, target, (SELECT MAX(last_sequence) FROM chunks WHERE stream_id = streams.id) FROM streams ORDER BY id"))
        {
            var stream = new SampleStream((int)id, Enum.Parse<StreamKind>(kind, ignoreCase: true), job, target);
            stream.Restore(through ?? 0);
            Add(stream);
            _lastStream = stream.Id;
        }
        _homes = new int[Math.Max(1024, _series.Count * 2)];
        foreach ((long series, long stream) in _connection.Raw.Query<(long, long)>(
            "SELECT series_id, stream_id FROM series_streams ORDER BY series_id, stream_id", buffered: false))
        {
            if (_homes[series] == 0)
            {
                _homes[series] = (int)stream;
            }
            else
            {
                AddFurther((int)series, (int)stream);
            }
        }
        _lastLayout = _connection.Raw.ExecuteScalar<int?>("SELECT MAX(id) FROM layouts") ?? 0;
    }

    private void Add(SampleStream stream)
    {
        lock (_gate)
        {
            _byName.Add((stream.Kind, stream.Job, stream.Target), stream);
            _byId.Add(stream.Id, stream);
        }
    }

    private void AddFurther(int series, int stream)
    {
        if (!_further.TryGetValue(series, out List<int>? others))
        {
            _further.Add(series, others = []);
        }
        others.Add(stream);
    }

    private static string NameOf(StreamKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);
}
