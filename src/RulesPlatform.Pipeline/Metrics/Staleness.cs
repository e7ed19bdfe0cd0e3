namespace RulesPlatform.Pipeline.Metrics;

/// <summary>
/// How a column says "this series ended here": one NaN among all NaNs, the bit pattern that Prometheus uses for the same
/// purpose (0x7FF0000000000002), so that histories can be exchanged. Any other NaN is a value that a target sent.
/// </summary>
public static class Staleness
{
    private const ulong MarkerBits = 0x7FF0_0000_0000_0002;

    public static double Marker { get; } = BitConverter.UInt64BitsToDouble(MarkerBits);

    public static bool IsMarker(double value) => BitConverter.DoubleToUInt64Bits(value) == MarkerBits;
}
