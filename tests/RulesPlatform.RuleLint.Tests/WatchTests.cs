using Microsoft.Extensions.Time.Testing;
using RulesPlatform.RuleLint.Watch;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.RuleLint.Tests;

[TestClass]
public sealed class WatchTests
{
    [TestMethod]
    public async Task Looks_again_when_the_folder_has_changed_and_prints_only_what_is_new()
    {
        string folder = Directory.CreateTempSubdirectory("watch-").FullName;
        string file = Path.Combine(folder, "ruleset.json");
        var time = new FakeTimeProvider();
        var printed = new List<string>();
        string seen = "";
        using var stop = new CancellationTokenSource();
        Put("a");
        Task loop = Task.Run(() => new WatchLoop(folder, _ => Look(), printed.Add, time).Run(stop.Token));

        foreach (string content in new[] { "a", "ab", "abA", "abAb" })
        {
            Put(content);
            while (Volatile.Read(ref seen) != content)
            {
                // Looks come with this clock's time; events of the file system may bring them before.
                time.Advance(RuleFolderWatch.DefaultPoll);
                await Task.Yield();
            }
        }
        await stop.CancelAsync();
        await loop;

        // "ab" and "abA" say the same.
        CollectionAssert.AreEqual(new[] { "1", "2", "3" }, printed);
        Directory.Delete(folder, recursive: true);

        string Look()
        {
            string content = File.ReadAllText(file);
            Volatile.Write(ref seen, content);
            return content switch { "a" => "1", "ab" or "abA" => "2", _ => "3" };
        }

        // Whole at once: a look never meets half of it.
        void Put(string content)
        {
            File.WriteAllText($"{file}.new", content);
            File.Move($"{file}.new", file, overwrite: true);
        }
    }
}
