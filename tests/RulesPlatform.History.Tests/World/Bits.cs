namespace RulesPlatform.History.Tests.World;

/// <summary>Doubles compared by their bits: NaN payloads and the sign of zero count.</summary>
internal static class Bits
{
    public static long[] Of(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
