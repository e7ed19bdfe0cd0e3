using System.CommandLine;
using System.Globalization;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.Api.Pages;
using RulesPlatform.Host.CommandLine.Charts;
using RulesPlatform.Host.CommandLine.Clients;

namespace RulesPlatform.Host.CommandLine.Commands;

internal static class QueryCommand
{
    private static readonly string[] _formats = ["table", "csv", "chart", "json"];
    private static readonly string[] _folds = ["avg", "min", "max", "sum", "count", "last", "rate", "increase"];

    public static Command Build(CommandTools tools, CommonOptions common)
    {
        var selector = new Argument<string>("SELECTOR") { Description = "A series or signal: name{label=\"x\",other=~\"y.*\"}." };
        var from = new Option<string?>("--from", "-f") { Description = "From when: 1h (that long ago), an instant, Unix seconds. Default: 1h.", HelpName = "WHEN" };
        var to = new Option<string?>("--to", "-t") { Description = "Until when. Default: now.", HelpName = "WHEN" };
        var step = new Option<string?>("--step", "-s") { Description = "Width of one step, e.g. 1m. Default: samples as they are.", HelpName = "SPAN" };
        var fold = new Option<string?>("--fold") { Description = "How a step's samples become one: avg, min, max, sum, count, last, rate or increase. Default: avg.", HelpName = "FOLD" };
        fold.AcceptOnlyFromAmong(_folds);
        var limit = new Option<int>("--limit", "-n") { Description = "The most series.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var format = new Option<string?>("--format", "-o") { Description = "table, csv, chart or json. Default: chart on a terminal, table elsewhere.", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong(_formats);
        var command = new DocumentedCommand(
            "query", "A series or signal over a range, as table, CSV, JSON or a chart in the terminal; a signal comes with what was expected and its thresholds.",
            "rulesplatform query cpu_busy_ratio",
            "rulesplatform query 'http_error_ratio{service=\"checkout\"}' --from 6h --step 1m",
            "rulesplatform query node_network_receive_bytes_total --step 1m --fold rate --format chart",
            "rulesplatform query 'node_load1{instance=~\"web.*\"}' --from 2026-11-24T08:00:00Z --to 2026-11-24T09:00:00Z --format csv");
        command.Arguments.Add(selector);
        foreach (Option option in new Option[] { from, to, step, fold, limit, format })
        {
            command.Options.Add(option);
        }
        command.SetAsking(tools, common, async (client, parsed, cancellation) =>
        {
            string wanted = parsed.GetRequiredValue(selector);
            var request = new QueryRequest(
                wanted, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(step), parsed.GetValue(fold), parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture));
            if (await client.Query(request, cancellation) is not { } answer)
            {
                tools.Errors.Line(Screen.Text($"No series or signal matches '{wanted}'."));
                return ExitCode.Negative;
            }
            string form = parsed.GetValue(common.Json) ? "json" : parsed.GetValue(format) ?? (tools.Output.IsTerminal ? "chart" : "table");
            Print(tools, answer, form);
            return answer.Series.Any(series => series.Points.Count > 0) ? ExitCode.Done : ExitCode.Negative;
        });
        return command;
    }

    private static void Print(CommandTools tools, QueryAnswer answer, string form)
    {
        switch (form)
        {
            case "json":
                Asking.PrintJson(tools, answer);
                return;
            case "csv":
                QueryText.WriteCsv(tools.Output, answer);
                return;
            case "chart":
                foreach (QuerySeries series in answer.Series)
                {
                    SeriesChart.Write(tools.Output, answer, series);
                }
                break;
            default:
                QueryText.WriteTable(tools.Output, answer);
                break;
        }
        if (answer.Omitted > 0)
        {
            tools.Output.Line(Screen.Dim("More series match; raise --limit or narrow the selector."));
        }
    }
}
