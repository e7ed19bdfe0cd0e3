using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace RulesPlatform.Host.Scheduling;

/// <summary>Log lines for a person: time (UTC), level, message. Who said it is shown only for what went wrong.</summary>
internal sealed class PlainConsole(IOptions<SimpleConsoleFormatterOptions> options, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    private readonly bool _isColored = !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && options.Value.ColorBehavior != LoggerColorBehavior.Disabled;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        (string level, string color) = logEntry.LogLevel switch
        {
            LogLevel.Trace or LogLevel.Debug => ("debug", "\e[2m"),
            LogLevel.Information => ("info ", ""),
            LogLevel.Warning => ("warn ", "\e[33m"),
            _ => ("error", "\e[31m"),
        };
        string stamp = time.GetUtcNow().ToString("HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
        bool paints = _isColored && color.Length > 0;
        textWriter.Write(stamp);
        textWriter.Write(' ');
        textWriter.Write(paints ? color + level + "\e[0m" : level);
        textWriter.Write(' ');
        textWriter.WriteLine(message);
        if (logEntry.Exception is { } fault)
        {
            textWriter.WriteLine($"             {logEntry.Category}: {fault}");
        }
    }
}
