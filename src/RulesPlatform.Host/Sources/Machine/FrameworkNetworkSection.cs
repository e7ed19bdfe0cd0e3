using System.Net.NetworkInformation;
using RulesPlatform.Pipeline.Metrics;

namespace RulesPlatform.Host.Sources.Machine;

/// <summary>
/// Where there is no <c>/proc</c>: interfaces by <c>device</c>: <c>host_network_receive_bytes_total</c>, <c>…_packets_total</c>,
/// <c>…_errors_total</c>, <c>…_drops_total</c>, the same for <c>transmit</c>, <c>host_network_up</c>, <c>host_network_speed_bytes</c> (per second).
/// </summary>
internal sealed class FrameworkNetworkSection(NameFilter ignored) : IMachineSection
{
    private static readonly MetricColumn[] Columns =
    [
        "host_network_receive_bytes_total", "host_network_receive_packets_total", "host_network_receive_errors_total",
        "host_network_receive_drops_total", "host_network_transmit_bytes_total", "host_network_transmit_packets_total",
        "host_network_transmit_errors_total", "host_network_transmit_drops_total", "host_network_up", "host_network_speed_bytes",
    ];

    private readonly Dictionary<string, SeriesRow> _rows = [];

    public string Name => "network";

    public bool Read(MachineSamples samples, CancellationToken cancellation)
    {
        NetworkInterface[] devices;
        try
        {
            devices = NetworkInterface.GetAllNetworkInterfaces();
        }
        catch (NetworkInformationException failure)
        {
            throw new IOException($"network interfaces cannot be listed: {failure.Message}", failure);
        }
        foreach (NetworkInterface device in devices)
        {
            if (!ignored.Ignores(device.Name))
            {
                Add(samples, device);
            }
        }
        return devices.Length > 0;
    }

    private void Add(MachineSamples samples, NetworkInterface device)
    {
        if (!_rows.TryGetValue(device.Name, out SeriesRow? row))
        {
            _rows[device.Name] = row = new SeriesRow(Columns, LabelSet.Of(("device", device.Name)));
        }
        IPInterfaceStatistics counted = device.GetIPStatistics();
        row.Add(samples, 0, counted.BytesReceived);
        row.Add(samples, 1, counted.UnicastPacketsReceived);
        row.Add(samples, 2, counted.IncomingPacketsWithErrors);
        row.Add(samples, 3, counted.IncomingPacketsDiscarded);
        row.Add(samples, 4, counted.BytesSent);
        row.Add(samples, 5, counted.UnicastPacketsSent);
        row.Add(samples, 6, counted.OutgoingPacketsWithErrors);
        if (!OperatingSystem.IsMacOS())
        {
            // Not counted there.
            row.Add(samples, 7, counted.OutgoingPacketsDiscarded);
        }
        row.Add(samples, 8, device.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown ? 1 : 0);
        if (device.Speed > 0)
        {
            row.Add(samples, 9, device.Speed / 8.0);
        }
    }
}
