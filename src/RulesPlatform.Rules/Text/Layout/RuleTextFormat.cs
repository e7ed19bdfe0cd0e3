using System.Text;
using RulesPlatform.Rules.Loading;

namespace RulesPlatform.Rules.Text.Layout;

/// <summary>
/// The one way to write a rule file: two spaces a level, a trailing comma in what is broken over lines, none in what is not, at most one
/// empty line. What its author put on one line stays there where it fits; what was broken stays broken. Order, comments, and how
/// strings and numbers are written are the author's. Formatting what is formatted changes nothing.
/// </summary>
public static class RuleTextFormat
{
    /// <param name="formatted">UTF-8 without a byte order mark, lines ended by <c>\n</c>; empty where the text has a flaw.</param>
    /// <param name="flaws">Why it cannot be formatted; empty where it can.</param>
    public static bool TryFormat(RuleText file, out ReadOnlyMemory<byte> formatted, out IReadOnlyList<Diagnostic> flaws)
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = new SourceText(file.Path, file.Content);
        var bag = new DiagnosticBag();
        TreeParser.Parse(source, bag);
        flaws = bag.ToDiagnostics();
        if (flaws.Count > 0)
        {
            formatted = default;
            return false;
        }
        (LayoutEntry root, IReadOnlyList<Comment> last) = LayoutReader.Read(source);
        formatted = Encoding.UTF8.GetBytes(LayoutWriter.Write(root, last));
        return true;
    }
}
