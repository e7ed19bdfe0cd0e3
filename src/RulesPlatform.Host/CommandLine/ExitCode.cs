namespace RulesPlatform.Host.CommandLine;

/// <summary>What every command returns; the same list stands at the end of each help.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Done, and the answer is no: nothing found, something to look at, lines refused.</summary>
    public const int Negative = 1;

    /// <summary>Not done: wrong arguments or settings, or the server refused.</summary>
    public const int Failed = 2;

    /// <summary>There is nobody to ask: no server runs, and the data folder holds no store.</summary>
    public const int NobodyThere = 3;

    public const string Help = """
        Exit codes:
          0  done
          1  done, and the answer is no: nothing found, something to look at, lines refused
          2  not done: wrong arguments or settings, or the server refused
          3  nobody to ask: no server runs, and the data folder holds no store
        """;
}
