using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RulesPlatform.RuleLint.Comment;

/// <summary>Where a review is held, from what the forge's own runner puts into the environment of a job.</summary>
/// <param name="variables">The value of an environment variable, or null.</param>
internal sealed class Forges(Func<string, string?> variables, HttpClient client)
{
    // Of GitHub's database column; what GitLab takes is a million.
    private const int LongestAtGitHub = 65_536;
    private const int LongestAtGitLab = 1_000_000;

    /// <param name="number">Of the pull or merge request; null to take it from the environment.</param>
    public bool TryOpen(int? number, [NotNullWhen(true)] out ReviewThread? thread, [NotNullWhen(false)] out string? problem)
    {
        thread = null;
        problem = variables("GITHUB_REPOSITORY") is { } repository ? AtGitHub(repository, number, out thread)
            : variables("CI_PROJECT_ID") is { } project ? AtGitLab(project, number, out thread)
            : "this is neither a GitHub nor a GitLab job: GITHUB_REPOSITORY or CI_PROJECT_ID must be set";
        return thread is not null;
    }

    private string? AtGitHub(string repository, int? number, out ReviewThread? thread)
    {
        thread = null;
        if (variables("GITHUB_TOKEN") is not { Length: > 0 } token)
        {
            return "GITHUB_TOKEN is not set: give the step 'env: GITHUB_TOKEN: ${{ github.token }}', and the job 'permissions: pull-requests: write'";
        }
        if ((number ?? OfEvent(variables("GITHUB_EVENT_PATH"))) is not { } request)
        {
            return "this job is not about a pull request; name one with --request";
        }
        client.BaseAddress = Folder(variables("GITHUB_API_URL") ?? "https://api.github.com");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.github+json");
        client.DefaultRequestHeaders.Add("X-GitHub-Api-Version", "2022-11-28");
        string issues = $"repos/{repository}/issues";
        thread = new ReviewThread(client, $"{issues}/{request}/comments", id => $"{issues}/comments/{id}", HttpMethod.Patch, LongestAtGitHub);
        return null;
    }

    private string? AtGitLab(string project, int? number, out ReviewThread? thread)
    {
        thread = null;
        if (variables("GITLAB_TOKEN") is not { Length: > 0 } token)
        {
            return "GITLAB_TOKEN is not set: make a project access token with the scope 'api' and put it into a masked variable of that name; a job's own token may not write notes";
        }
        int? request = number ?? (int.TryParse(variables("CI_MERGE_REQUEST_IID"), out int iid) ? iid : null);
        if (request is null)
        {
            return "this job is not about a merge request ('rules: - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"'); name one with --request";
        }
        client.BaseAddress = Folder(variables("CI_API_V4_URL") ?? "https://gitlab.com/api/v4");
        client.DefaultRequestHeaders.Add("PRIVATE-TOKEN", token);
        string notes = $"projects/{Uri.EscapeDataString(project)}/merge_requests/{request}/notes";
        thread = new ReviewThread(client, notes, id => $"{notes}/{id}", HttpMethod.Put, LongestAtGitLab);
        return null;
    }

    private static Uri Folder(string address) => new(address.TrimEnd('/') + "/");

    private static int? OfEvent(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return null;
        }
        using JsonDocument told = JsonDocument.Parse(File.ReadAllBytes(path));
        return told.RootElement.TryGetProperty("pull_request", out JsonElement request) && request.TryGetProperty("number", out JsonElement number) ? number.GetInt32() : null;
    }
}
