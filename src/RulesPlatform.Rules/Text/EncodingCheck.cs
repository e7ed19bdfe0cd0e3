using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace RulesPlatform.Rules.Text;

/// <summary>What is looked at before parsing: the file's size and its encoding.</summary>
internal static class EncodingCheck
{
    private const int MaxReported = 10;

    /// <summary>Whether the text can be parsed at all; bad bytes are reported but do not prevent it.</summary>
    public static bool Passes(SourceText source, DiagnosticBag bag, ParseBounds bounds)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        if (bytes.Length > bounds.MaxBytes)
        {
            bag.Add(TextProblems.Bounds, source.Path, $"the file has {bytes.Length} bytes; {bounds.MaxBytes} are allowed", "split it into several files");
            return false;
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            bag.Add(TextProblems.Encoding, source.Path, "the file is UTF-16", "save it as UTF-8");
            return false;
        }
        if (!Utf8.IsValid(bytes))
        {
            ReportBadBytes(source, bag);
        }
        return true;
    }

    private static void ReportBadBytes(SourceText source, DiagnosticBag bag)
    {
        ReadOnlySpan<byte> bytes = source.Bytes;
        int reported = 0;
        for (int at = 0; at < bytes.Length && reported < MaxReported;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) != OperationStatus.Done)
            {
                bag.Add(TextProblems.Encoding, source, at, at + length, $"the byte 0x{bytes[at]:X2} is not UTF-8 here", "save the file as UTF-8");
                reported++;
            }
            at += length;
        }
    }
}
