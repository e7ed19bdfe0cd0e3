using System.CommandLine;
using System.CommandLine.Completions;

namespace RulesPlatform.RuleLint.Completion;

/// <summary>The command tree as a script of each shell: the words after each command, files where none fits. No process is started to complete.</summary>
internal static class CompletionScript
{
    private const string Program = "rulelint";

    private static readonly Dictionary<string, Func<RootCommand, string>> s_writers = new(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = PowerShell,
    };

    public static IReadOnlyCollection<string> Shells => s_writers.Keys;

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string Write(RootCommand root, string shell) => s_writers[shell](root);

    private static string Bash(RootCommand root) =>
        $$"""
        _{{Program}}() {
          local words
          case "${COMP_WORDS[1]}" in
        {{Cases(root, "    ")}}
            *) words="{{Names(root)}}" ;;
          esac
          [ "$COMP_CWORD" -eq 1 ] && words="{{Names(root)}}"
          COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _{{Program}} {{Program}}
        """;

    private static string Zsh(RootCommand root) =>
        $$"""
        _{{Program}}() {
          local typed="$words[2]" offered
          case "$typed" in
        {{Cases(root, "    ").Replace("words=", "offered=", StringComparison.Ordinal)}}
            *) offered="{{Names(root)}}" ;;
          esac
          (( CURRENT == 2 )) && offered="{{Names(root)}}"
          compadd -- ${=offered}
          (( CURRENT > 2 )) && _files
        }
        compdef _{{Program}} {{Program}}
        """;

    private static string Fish(RootCommand root) => string.Join('\n',
    [
        .. root.Subcommands.Select(command => $"complete -c {Program} -n __fish_use_subcommand -f -a {command.Name}"),
        .. from command in root.Subcommands
           from word in Words(command)
           select $"complete -c {Program} -n '__fish_seen_subcommand_from {command.Name}' " + (word.StartsWith("--", StringComparison.Ordinal) ? $"-l {word[2..]}" : $"-a {word}"),
    ]);

    private static string PowerShell(RootCommand root) =>
        $$"""
        Register-ArgumentCompleter -Native -CommandName {{Program}} -ScriptBlock {
          param($word, $line, $position)
          $given = @($line.CommandElements | ForEach-Object { $_.ToString() })
          $words = if ($given.Count -gt 2 -or ($given.Count -eq 2 -and $word -eq '')) {
            switch ($given[1]) {
        {{string.Join('\n', root.Subcommands.Select(command => $"      '{command.Name}' {{ '{string.Join("', '", Words(command))}' }}"))}}
            }
          } else { '{{Names(root).Replace(" ", "', '", StringComparison.Ordinal)}}' }
          $words | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private static string Cases(RootCommand root, string indent) =>
        string.Join('\n', root.Subcommands.Select(command => $"{indent}{command.Name}) words=\"{string.Join(' ', Words(command))}\" ;;"));

    private static string Names(RootCommand root) => string.Join(' ', root.Subcommands.Select(command => command.Name));

    /// <summary>The options of a command, and the words that its arguments and options take where they are few.</summary>
    private static IEnumerable<string> Words(Command command) =>
    [
        .. command.Options.Select(option => option.Name), "--help",
        .. command.Subcommands.SelectMany(inner => Words(inner).Prepend(inner.Name)).Distinct().Where(word => word != "--help"),
        .. command.Arguments.SelectMany(argument => argument.GetCompletions(CompletionContext.Empty)).Select(word => word.Label),
        .. command.Options.Where(option => option.ValueType == typeof(string)).SelectMany(option => option.GetCompletions(CompletionContext.Empty)).Select(word => word.Label),
    ];
}
