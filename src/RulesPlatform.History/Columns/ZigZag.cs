namespace RulesPlatform.History.Columns;

/// <summary>Signed numbers as unsigned ones, small magnitudes first: 0, −1, 1, −2, …</summary>
internal static class ZigZag
{
    public static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long Unfold(ulong folded) => (long)(folded >> 1) ^ -(long)(folded & 1);
}
