using RulesPlatform.RuleLint.Comment;

namespace RulesPlatform.RuleLint.Tests.Comment;

/// <summary>One comment a request, whatever happens to it; against a forge on loopback that keeps to the two interfaces.</summary>
[TestClass]
public sealed class CommentTests
{
    private const string Marker = "<!-- rulelint review -->";

    [TestMethod]
    [DataRow("github", "/repos/acme/rules/issues/7/comments", "PATCH /repos/acme/rules/issues/comments/2", "Bearer secret")]
    [DataRow("gitlab", "/projects/12/merge_requests/7/notes", "PUT /projects/12/merge_requests/7/notes/2", "secret")]
    public async Task The_second_run_writes_the_first_ones_comment_anew(string kind, string list, string renewal, string authorization)
    {
        using var forge = new FakeForge();
        forge.Comments[1] = $"Why is there no {Marker} here?";

        Assert.IsFalse(await Thread(kind, forge).Write(Marker, "first", default));
        Assert.IsTrue(await Thread(kind, forge).Write(Marker, "second", default));

        Assert.AreEqual($"{Marker}\nsecond", forge.Comments[2]);
        Assert.HasCount(2, forge.Comments);
        CollectionAssert.AreEqual(new[] { $"GET {list}?per_page=100&page=1", $"POST {list}", $"GET {list}?per_page=100&page=1", renewal }, forge.Asked);
        CollectionAssert.AreEqual(new[] { authorization }, forge.Authorizations.Distinct().ToArray());
    }

    [TestMethod]
    public async Task A_comment_on_a_later_page_is_found()
    {
        using var forge = new FakeForge();
        for (int id = 1; id <= 250; id++)
        {
            forge.Comments[id] = id == 230 ? $"{Marker}\nold" : "talk";
        }

        Assert.IsTrue(await Thread("github", forge).Write(Marker, "new", default));

        Assert.AreEqual($"{Marker}\nnew", forge.Comments[230]);
        Assert.HasCount(250, forge.Comments);
    }

    [TestMethod]
    public async Task What_is_too_long_is_cut_and_says_so()
    {
        using var forge = new FakeForge();

        await Thread("github", forge).Write(Marker, new string('x', 100_000), default);

        Assert.AreEqual(65_536, forge.Comments[1].Length);
        Assert.EndsWith("the job's log has all of it.", forge.Comments[1]);
    }

    [TestMethod]
    [DataRow(401, "{}", "the token is not valid")]
    [DataRow(403, "{ \"message\": \"Resource not accessible by integration\" }", "Resource not accessible by integration")]
    [DataRow(404, "", "there is no such request")]
    [DataRow(502, "<html>\nBad gateway</html>", "502: <html> Bad gateway")]
    [DataRow(200, "<html>login</html>", "gave no list of comments")]
    [DataRow(200, "{}", "gave no list of comments")]
    public async Task A_refusal_says_what_was_answered_and_never_the_token(int status, string body, string expected)
    {
        using var forge = new FakeForge { Instead = (status, body) };

        HttpRequestException refusal = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => Thread("github", forge).Write(Marker, "text", default));

        Assert.Contains(expected, refusal.Message);
        Assert.DoesNotContain("secret", refusal.Message);
    }

    [TestMethod]
    public void What_the_environment_lacks_is_named()
    {
        Assert.Contains("GITHUB_REPOSITORY or CI_PROJECT_ID", ProblemOf([]));
        Assert.Contains("GITHUB_TOKEN", ProblemOf(new() { ["GITHUB_REPOSITORY"] = "a/b" }));
        Assert.Contains("not about a pull request", ProblemOf(new() { ["GITHUB_REPOSITORY"] = "a/b", ["GITHUB_TOKEN"] = "secret" }));
        Assert.Contains("GITLAB_TOKEN", ProblemOf(new() { ["CI_PROJECT_ID"] = "1" }));
        Assert.Contains("not about a merge request", ProblemOf(new() { ["CI_PROJECT_ID"] = "1", ["GITLAB_TOKEN"] = "secret" }));
    }

    private static string ProblemOf(Dictionary<string, string> variables)
    {
        using var client = new HttpClient();
        Assert.IsFalse(new Forges(variables.GetValueOrDefault, client).TryOpen(null, out _, out string? problem));
        return problem;
    }

    private static ReviewThread Thread(string kind, FakeForge forge)
    {
        string told = Path.GetTempFileName();
        File.WriteAllText(told, "{ \"action\": \"opened\", \"pull_request\": { \"number\": 7 } }");
        Dictionary<string, string> variables = kind == "github"
            ? new() { ["GITHUB_REPOSITORY"] = "acme/rules", ["GITHUB_TOKEN"] = "secret", ["GITHUB_API_URL"] = forge.Address, ["GITHUB_EVENT_PATH"] = told }
            : new() { ["CI_PROJECT_ID"] = "12", ["GITLAB_TOKEN"] = "secret", ["CI_API_V4_URL"] = forge.Address, ["CI_MERGE_REQUEST_IID"] = "7" };
        bool isOpen = new Forges(variables.GetValueOrDefault, new HttpClient()).TryOpen(null, out ReviewThread? thread, out string? problem);
        File.Delete(told);
        Assert.IsTrue(isOpen, problem);
        return thread!;
    }
}
