namespace RulesPlatform.Pipeline.Collection;

/// <summary>
/// A value that is read when it is needed and never printed: from a file, from the environment, or, where the text is
/// no secret at all, as it stands. <see cref="ToString"/> names the place, not the value.
/// </summary>
public sealed record Secret
{
    private readonly string? _literal;

    private Secret(string? literal, string? file, string? variable) => (_literal, File, Variable) = (literal, file, variable);

    public string? File { get; }

    public string? Variable { get; }

    public static Secret Literal(string text) => new(text, null, null);

    public static Secret FromFile(string path) => new(null, path, null);

    public static Secret FromEnvironment(string variable) => new(null, null, variable);

    /// <summary>The value now: files are read anew each time, without a trailing line break, so that a secret can be rotated.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read or the variable is not set; the message names it.</exception>
    public string Reveal()
    {
        if (_literal is not null)
        {
            return _literal;
        }
        if (Variable is not null)
        {
            return Environment.GetEnvironmentVariable(Variable)
                ?? throw new InvalidOperationException($"The environment variable {Variable}, which a rule file names, is not set.");
        }
        try
        {
            return System.IO.File.ReadAllText(File!).TrimEnd('\r', '\n');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The secret file {File} cannot be read: {failure.Message}", failure);
        }
    }

    public override string ToString() => _literal is not null ? "(literal)" : File is not null ? $"(file {File})" : $"(environment {Variable})";
}
