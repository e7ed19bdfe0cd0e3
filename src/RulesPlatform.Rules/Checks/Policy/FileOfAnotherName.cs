using RulesPlatform.Rules.Loading;
using RulesPlatform.Rules.Schema.Language;
using RulesPlatform.Rules.Text;

namespace RulesPlatform.Rules.Checks.Policy;

/// <summary>A file that is called otherwise than it calls itself: ids and messages lead to a file that is not there.</summary>
internal sealed class FileOfAnotherName() : Check("RP6104", "A file whose name is not its 'name'")
{
    public override void Examine(LintSubject subject)
    {
        Manuscript all = subject.Manuscript;
        Examine(all.Collections);
        Examine(all.Analyses);
        Examine(all.Thresholds);
        Examine(all.Responses);
    }

    private void Examine<T>(IReadOnlyList<DraftFile<T>> files) where T : FileDraft
    {
        foreach (DraftFile<T> file in files)
        {
            // Below its kind's folder, without the extension: in a subfolder the path may be the name.
            string[] parts = file.Path[(file.Path.IndexOf('/', StringComparison.Ordinal) + 1)..^".json".Length].Split('/');
            // Routes are tried by file name: a number before it puts them in order.
            string plain = parts[^1].TrimStart("0123456789".ToCharArray()).TrimStart('-', '_');
            if (file.Name != parts[^1] && file.Name != plain && file.Name != string.Join('-', parts) && file.Name != string.Join('_', parts))
            {
                file.Reading.Report(
                    Kind, file.Draft!.Name!.Node, $"the file is {Printable.Quote(file.Path)}, but calls itself {Printable.Quote(file.Name)}: whoever reads {Printable.Quote($"{file.Name}/…")} looks for another file",
                    $"rename the file to '{Printable.Clip(file.Name)}.json'; another 'name' would change the ids in it");
            }
        }
    }
}
