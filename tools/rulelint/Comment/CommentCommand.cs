using System.CommandLine;
using System.Net.Http.Headers;

namespace RulesPlatform.RuleLint.Comment;

/// <summary><c>rulelint comment FILE</c>: what reviewers should see, as the one comment of ours on their pull request.</summary>
internal static class CommentCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The comment, in Markdown." };
        var marker = new Option<string>("--marker") { Description = "Tells this comment from other ones of ours; a request has one of each.", DefaultValueFactory = _ => "review" };
        var request = new Option<int?>("--request") { Description = "The number of the pull or merge request; the one that the job runs for, unless given.", HelpName = "N" };
        var command = new Command("comment", "Writes a file as a comment on the pull or merge request that a job runs for, at GitHub (GITHUB_TOKEN) or GitLab (GITLAB_TOKEN). The comment of an earlier run is written anew.\nExit codes: 0 written, 2 could not run.\n\nExamples:\n  rulelint impact --base origin/main --format markdown > impact.md; rulelint comment impact.md\n  rulelint comment review.md --marker nightly --request 42") { file, marker, request };
        command.SetAction((result, cancellation) => Run(result.GetValue(file)!, result.GetValue(marker)!, result.GetValue(request), cancellation));
        return command;
    }

    private static async Task<int> Run(FileInfo file, string marker, int? number, CancellationToken cancellation)
    {
        if (!file.Exists)
        {
            return Refuse($"there is no file {file}");
        }
        if (marker.Length == 0 || marker.Any(one => !char.IsAsciiLetterOrDigit(one) && one != '-'))
        {
            return Refuse($"'{marker}' cannot be a marker: letters, digits and '-'");
        }
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("rulelint", typeof(CommentCommand).Assembly.GetName().Version!.ToString(3)));
        if (!new Forges(Environment.GetEnvironmentVariable, client).TryOpen(number, out ReviewThread? thread, out string? problem))
        {
            return Refuse(problem);
        }
        try
        {
            bool isRenewed = await thread.Write($"<!-- rulelint {marker} -->", await File.ReadAllTextAsync(file.FullName, cancellation), cancellation);
            Console.WriteLine(isRenewed ? "The comment was written anew." : "A comment was added.");
            return ExitCode.Clean;
        }
        catch (HttpRequestException failure)
        {
            return Refuse($"the comment was not written: {failure.Message}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Refuse($"the comment was not written: no answer within {client.Timeout.TotalSeconds} s");
        }
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"rulelint: {problem}.");
        return ExitCode.CouldNotRun;
    }
}
