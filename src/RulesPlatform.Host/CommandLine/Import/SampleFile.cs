using System.Text;
using RulesPlatform.Host.Api.Live;

namespace RulesPlatform.Host.CommandLine.Import;

/// <summary>Reads a file of samples line by line; a bad line is told and passed over.</summary>
internal sealed class SampleFile
{
    private readonly string _path;
    private readonly DateTimeOffset _now;
    private readonly ImportFormat _format;

    /// <param name="now">The time of samples that have none.</param>
    public SampleFile(string path, ImportFormat format, DateTimeOffset now) =>
        (_path, _format, _now) = (path, format == ImportFormat.Auto ? FormatOf(path) : format, now);

    /// <param name="refused">Told every line that is not understood.</param>
    /// <param name="progress">Told the share of the file that was read, now and then.</param>
    public IEnumerable<ImportedSample> Read(Action<LineFlaw> refused, Action<double> progress)
    {
        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 256 * 1024);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: false));
        ILineReader lines = _format == ImportFormat.Csv ? new CsvLines(_now) : new ExpositionLines(_now, isSeconds: _format == ImportFormat.OpenMetrics);
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string? flaw = lines.TryRead(line, out ImportedSample? sample);
            if (flaw is not null)
            {
                refused(new LineFlaw(number, flaw));
            }
            else if (sample is { } good)
            {
                yield return good;
            }
            if (number % 4096 == 0)
            {
                progress(stream.Length == 0 ? 1 : (double)stream.Position / stream.Length);
            }
        }
        progress(1);
    }

    private static ImportFormat FormatOf(string path)
    {
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return ImportFormat.Csv;
        }
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        stream.Seek(-Math.Min(64, stream.Length), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd().EndsWith("# EOF", StringComparison.Ordinal) ? ImportFormat.OpenMetrics : ImportFormat.Prometheus;
    }
}
