using System.Net.Http.Json;
using System.Text.Json;

namespace RulesPlatform.RuleLint.Comment;

/// <summary>
/// The conversation on one pull or merge request, through the REST interface of the forge that holds it. One comment is ours: the newest that
/// begins with our marker is written anew, and where there is none one is added, so that a request that is pushed to ten times has one.
/// </summary>
/// <param name="comments">Below the client's base address: where comments are listed and added.</param>
/// <param name="one">The path of the comment with an id.</param>
/// <param name="update">The verb that writes a comment anew: PATCH at GitHub, PUT at GitLab.</param>
/// <param name="longest">How many characters the forge takes.</param>
internal sealed class ReviewThread(HttpClient client, string comments, Func<long, string> one, HttpMethod update, int longest)
{
    private const int PageSize = 100;

    // Ten thousand comments: whoever has more of them has another problem.
    private const int MostPages = 100;

    /// <returns>Whether there was one.</returns>
    /// <exception cref="HttpRequestException">The forge cannot be reached, or refused; the message says what it answered.</exception>
    public async Task<bool> Write(string marker, string text, CancellationToken cancellation)
    {
        string body = Cut($"{marker}\n{text}");
        long? known = await Find(marker, cancellation);
        using var request = new HttpRequestMessage(known is null ? HttpMethod.Post : update, known is { } id ? one(id) : comments)
        {
            Content = JsonContent.Create(new Dictionary<string, string> { ["body"] = body }),
        };
        using HttpResponseMessage answer = await client.SendAsync(request, cancellation);
        await Expect(answer, request, cancellation);
        return known is not null;
    }

    private async Task<long?> Find(string marker, CancellationToken cancellation)
    {
        long? newest = null;
        for (int page = 1; page <= MostPages; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{comments}?per_page={PageSize}&page={page}");
            using HttpResponseMessage answer = await client.SendAsync(request, cancellation);
            await Expect(answer, request, cancellation);
            using JsonDocument list = await Read(answer, request, cancellation);
            foreach (JsonElement comment in list.RootElement.EnumerateArray())
            {
                bool isOurs = comment.TryGetProperty("body", out JsonElement text) && text.GetString()?.StartsWith(marker, StringComparison.Ordinal) == true;
                long id = comment.GetProperty("id").GetInt64();
                newest = isOurs && (newest is null || id > newest) ? id : newest;
            }
            if (list.RootElement.GetArrayLength() < PageSize)
            {
                break;
            }
        }
        return newest;
    }

    private static async Task<JsonDocument> Read(HttpResponseMessage answer, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            JsonDocument list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
            return list.RootElement.ValueKind == JsonValueKind.Array ? list : throw new JsonException("an array is expected");
        }
        catch (JsonException wrong)
        {
            throw new HttpRequestException($"{request.RequestUri} gave no list of comments: {wrong.Message}", wrong);
        }
    }

    private static async Task Expect(HttpResponseMessage answer, HttpRequestMessage request, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }
        string said = (await answer.Content.ReadAsStringAsync(cancellation)).ReplaceLineEndings(" ");
        string help = (int)answer.StatusCode switch
        {
            401 => "; the token is not valid",
            403 => "; the token may not write comments here",
            404 => "; there is no such request, or the token may not see it",
            _ => "",
        };
        throw new HttpRequestException($"{request.Method} {request.RequestUri} was answered with {(int)answer.StatusCode}{help}: {(said.Length > 300 ? said[..300] : said)}");
    }

    private string Cut(string body)
    {
        const string Note = "\n\n… cut: this is longer than a comment may be; the job's log has all of it.";
        return body.Length <= longest ? body : body[..(longest - Note.Length)] + Note;
    }
}
