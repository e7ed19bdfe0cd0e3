using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RulesPlatform.Host.Api.Answers;
using RulesPlatform.Host.CommandLine.Clients;

namespace RulesPlatform.Host.CommandLine.Commands;

/// <summary>What every asking command does: find who answers, ask, print a page or JSON.</summary>
internal static class Asking
{
    private static readonly ApiJson _readable = new(new JsonSerializerOptions(ApiJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = null,
    });

    /// <summary>Adds the options for whom to ask, and <c>--json</c> to those that print.</summary>
    public static void SetAsking(this Command command, CommandTools tools, CommonOptions common, Func<IPlatformClient, ParseResult, CancellationToken, Task<int>> ask, bool hasJson = true)
    {
        command.Options.Add(common.Data);
        command.Options.Add(common.Server);
        if (hasJson)
        {
            command.Options.Add(common.Json);
        }
        command.SetAction(async (parsed, cancellation) =>
        {
            using IPlatformClient client = await new ClientFinder(tools).Find(parsed.GetValue(common.Server), parsed.GetValue(common.Data), cancellation);
            return await ask(client, parsed, cancellation);
        });
    }

    public static void PrintJson<T>(CommandTools tools, T answer) where T : class
    {
        var type = (JsonTypeInfo<T>)_readable.GetTypeInfo(typeof(T))!;
        // Brackets of JSON are markup to Spectre, and it wraps: write past it.
        tools.Output.Verbatim(JsonSerializer.Serialize(answer, type) + "\n");
    }
}
