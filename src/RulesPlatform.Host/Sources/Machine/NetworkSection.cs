using System.Text;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// <c>/proc/net/dev</c> by <c>device</c>: <c>host_network_receive_bytes_total</c>, <c>…_packets_total</c>, <c>…_errors_total</c>,
/// <c>…_drops_total</c>, <c>…_multicast_total</c>, the same without multicast for <c>transmit</c>, and
/// <c>host_network_collisions_total</c>, <c>host_network_carrier_losses_total</c>; from <c>/sys/class/net</c>
/// <c>host_network_up</c> (1 where the link is up or the kernel cannot tell) and <c>host_network_speed_bytes</c> (per second; absent where there is none).
/// </summary>
internal sealed class NetworkSection(KernelTree tree, NameFilter ignored) : IMachineSection
{
    private const int Up = 11, Speed = 12;
    private const double BytesPerMegabit = 125_000;

    private static readonly MetricColumn[] Columns =
    [
        "host_network_receive_bytes_total", "host_network_receive_packets_total", "host_network_receive_errors_total",
        "host_network_receive_drops_total", "host_network_receive_multicast_total",
        "host_network_transmit_bytes_total", "host_network_transmit_packets_total", "host_network_transmit_errors_total",
        "host_network_transmit_drops_total", "host_network_collisions_total", "host_network_carrier_losses_total",
        "host_network_up", "host_network_speed_bytes",
    ];

    /// <summary>Where each of the kernel's columns goes; fifo, frame and compressed are rare and parts of errors.</summary>
    private static readonly int[] ColumnOf = [0, 1, 2, 3, -1, -1, -1, 4, 5, 6, 7, 8, -1, 9, 10, -1];

    private readonly KernelFile _file = tree.Open("proc/net/dev");
    private readonly ByteKeyed<Device> _devices = new(
        name => new Device(Encoding.UTF8.GetString(name), tree, ignored), device => device.Close(tree));

    public string Name => "network";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        if (!_file.TryRead(out ReadOnlySpan<byte> text))
        {
            return false;
        }
        _devices.BeginRound();
        var reader = new KernelTextReader(_file.Path, text);
        while (reader.NextLine())
        {
            // Two lines of headings use bars instead of the colon behind a device's name.
            if (!reader.Line.Contains((byte)'|'))
            {
                _devices[reader.Until((byte)':')].Read(ref reader, samples);
            }
        }
        return true;
    }

    private sealed class Device(string name, KernelTree tree, NameFilter ignored)
    {
        private readonly SeriesRow? _row = ignored.Ignores(name) ? null : new SeriesRow(Columns, LabelSet.Of(("device", name)));
        private readonly KernelFile _state = tree.Open($"sys/class/net/{name}/operstate", 64);
        private readonly KernelFile _speed = tree.Open($"sys/class/net/{name}/speed", 64);
        private bool _isUp;
        private bool _hasSpeed;

        public void Read(ref KernelTextReader reader, MachineSamples samples)
        {
            if (_row is null)
            {
                return;
            }
            for (int column = 0; column < ColumnOf.Length; column++)
            {
                ulong value = reader.Number();
                if (ColumnOf[column] >= 0)
                {
                    _row.Add(samples, ColumnOf[column], value);
                }
            }
            if (_state.TryRead(out ReadOnlySpan<byte> state))
            {
                AddLink(_row, samples, state.StartsWith("up"u8) || state.StartsWith("unknown"u8));
            }
        }

        public void Close(KernelTree tree)
        {
            tree.Close(_state);
            tree.Close(_speed);
        }

        /// <summary>Virtual devices refuse to tell a speed or say −1; they are asked when a link comes up, since each refusal is an exception.</summary>
        private void AddLink(SeriesRow row, MachineSamples samples, bool isUp)
        {
            row.Add(samples, Up, isUp ? 1 : 0);
            bool isWorthAsking = isUp && (_hasSpeed || !_isUp);
            _isUp = isUp;
            _hasSpeed = isWorthAsking && _speed.TryRead(out ReadOnlySpan<byte> text) && AddSpeed(row, samples, text);
        }

        private bool AddSpeed(SeriesRow row, MachineSamples samples, ReadOnlySpan<byte> text)
        {
            var speed = new KernelTextReader(_speed.Path, text);
            if (!speed.NextLine() || speed.Line[0] == (byte)'-')
            {
                return false;
            }
            row.Add(samples, Speed, speed.Number() * BytesPerMegabit);
            return true;
        }
    }
}
