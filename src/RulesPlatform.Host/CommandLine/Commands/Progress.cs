using RulesPlatform.Host.Api.Pages;
using Spectre.Console;

namespace RulesPlatform.Host.CommandLine.Commands;

/// <summary>A bar for long work, where someone looks; nothing elsewhere.</summary>
internal static class Progress
{
    /// <param name="work">Told how to say the share that is done, 0…1; a negative number of bytes where the whole is not known.</param>
    public static async Task<T> Show<T>(Screen screen, string what, Func<Action<double>, Task<T>> work)
    {
        if (!screen.IsTerminal)
        {
            return await work(_ => { });
        }
        return await screen.Console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(what), maxValue: 1);
                return work(done =>
                {
                    if (done >= 0)
                    {
                        bar.Value = done;
                        return;
                    }
                    bar.IsIndeterminate = true;
                    bar.Description = Markup.Escape($"{what}, {Words.Bytes(-done)}");
                });
            });
    }
}
