using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// What the network stack counts for the whole machine (<c>/proc/net/snmp</c>, <c>netstat</c>, <c>sockstat</c>):
/// <c>host_tcp_connections</c> (established), <c>host_tcp_sockets{state}</c>, <c>host_udp_sockets</c>, <c>host_sockets</c>,
/// <c>host_tcp_opens_total{side}</c>, <c>host_tcp_failed_attempts_total</c>, <c>host_tcp_resets_total{direction}</c>,
/// <c>host_tcp_segments_total{direction}</c>, <c>host_tcp_retransmitted_segments_total</c>, <c>host_tcp_listen_overflows_total</c>,
/// <c>host_tcp_listen_drops_total</c>, <c>host_udp_datagrams_total{direction}</c>, <c>host_udp_errors_total{reason}</c>.
/// </summary>
internal sealed class SocketSection(KernelTree tree) : IMachineSection
{
    private static readonly (string Group, string Field, MetricColumn Column)[] Known =
    [
        ("Tcp:", "CurrEstab", "host_tcp_connections"),
        ("Tcp:", "ActiveOpens", Labelled("host_tcp_opens_total", "side", "client")),
        ("Tcp:", "PassiveOpens", Labelled("host_tcp_opens_total", "side", "server")),
        ("Tcp:", "AttemptFails", "host_tcp_failed_attempts_total"),
        ("Tcp:", "EstabResets", Labelled("host_tcp_resets_total", "direction", "received")),
        ("Tcp:", "OutRsts", Labelled("host_tcp_resets_total", "direction", "sent")),
        ("Tcp:", "InSegs", Labelled("host_tcp_segments_total", "direction", "received")),
        ("Tcp:", "OutSegs", Labelled("host_tcp_segments_total", "direction", "sent")),
        ("Tcp:", "RetransSegs", "host_tcp_retransmitted_segments_total"),
        ("Udp:", "InDatagrams", Labelled("host_udp_datagrams_total", "direction", "received")),
        ("Udp:", "OutDatagrams", Labelled("host_udp_datagrams_total", "direction", "sent")),
        ("Udp:", "NoPorts", Labelled("host_udp_errors_total", "reason", "no_port")),
        ("Udp:", "RcvbufErrors", Labelled("host_udp_errors_total", "reason", "receive_buffer")),
        ("Udp:", "SndbufErrors", Labelled("host_udp_errors_total", "reason", "send_buffer")),
        ("TcpExt:", "ListenOverflows", "host_tcp_listen_overflows_total"),
        ("TcpExt:", "ListenDrops", "host_tcp_listen_drops_total"),
        ("sockets:", "used", "host_sockets"),
        ("TCP:", "inuse", Labelled("host_tcp_sockets", "state", "in_use")),
        ("TCP:", "orphan", Labelled("host_tcp_sockets", "state", "orphan")),
        ("TCP:", "tw", Labelled("host_tcp_sockets", "state", "time_wait")),
        ("UDP:", "inuse", "host_udp_sockets"),
    ];

    private readonly KernelFile _snmp = tree.Open("proc/net/snmp");
    private readonly KernelFile _extended = tree.Open("proc/net/netstat", 8192);
    private readonly KernelFile _sockets = tree.Open("proc/net/sockstat", 1024);
    private readonly SeriesRow _row = new([.. Known.Select(known => known.Column)], LabelSet.Empty);
    private readonly byte[][] _groups = [.. Known.Select(known => Encoding.ASCII.GetBytes(known.Group))];
    private readonly byte[][] _fields = [.. Known.Select(known => Encoding.ASCII.GetBytes(known.Field))];

    public string Name => "sockets";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        bool any = ReadTable(_snmp, samples) | ReadTable(_extended, samples);
        if (_sockets.TryRead(out ReadOnlySpan<byte> text))
        {
            ReadPairs(new KernelTextReader(_sockets.Path, text), samples);
            any = true;
        }
        return any;
    }

    /// <summary>Two lines a group: the names, then the values in the same order.</summary>
    private bool ReadTable(KernelFile file, MachineSamples samples)
    {
        if (!file.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        var names = new KernelTextReader(file.Path, text);
        while (names.NextLine())
        {
            KernelTextReader values = names;
            ReadOnlySpan<byte> group = names.Field();
            if (!values.NextLine() || !values.Field().SequenceEqual(group))
            {
                throw values.Fault("the line of names is not followed by its line of values");
            }
            while (names.HasField)
            {
                int column = ColumnOf(group, names.Field());
                if (column < 0)
                {
                    values.Skip(1);
                }
                else
                {
                    _row.Add(samples, column, values.Number());
                }
            }
            names = values;
        }
        return true;
    }

    /// <summary>One line a group: a name and its value in turn.</summary>
    private void ReadPairs(KernelTextReader reader, MachineSamples samples)
    {
        while (reader.NextLine())
        {
            ReadOnlySpan<byte> group = reader.Field();
            while (reader.HasField)
            {
                int column = ColumnOf(group, reader.Field());
                ulong value = reader.Number();
                if (column >= 0)
                {
                    _row.Add(samples, column, value);
                }
            }
        }
    }

    private int ColumnOf(ReadOnlySpan<byte> group, ReadOnlySpan<byte> field)
    {
        for (int i = 0; i < _fields.Length; i++)
        {
            if (field.SequenceEqual(_fields[i]) && group.SequenceEqual(_groups[i]))
            {
                return i;
            }
        }
        return -1;
    }

    private static MetricColumn Labelled(string metric, string name, string value) => new(metric, LabelSet.Of((name, value)));
}
