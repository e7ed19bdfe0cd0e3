namespace RulesPlatform.Host.CommandLine.Charts;

/// <summary>Dots in character cells of 2 × 4 (Unicode braille patterns). Rows count from the top.</summary>
internal sealed class BrailleCanvas(int columns, int rows)
{
    // Bit of each dot by row and column within its cell, as Unicode numbers them.
    private static readonly byte[,] _bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly byte[,] _cells = new byte[rows, columns];

    public int DotsAcross => columns * 2;

    public int DotsDown => rows * 4;

    public void Dot(int x, int y)
    {
        if (x >= 0 && x < DotsAcross && y >= 0 && y < DotsDown)
        {
            _cells[y / 4, x / 2] |= _bits[y % 4, x % 2];
        }
    }

    /// <summary>A straight line between two dots, both included.</summary>
    public void Line(int fromX, int fromY, int toX, int toY)
    {
        int steps = Math.Max(Math.Abs(toX - fromX), Math.Abs(toY - fromY));
        for (int step = 0; step <= steps; step++)
        {
            double share = steps == 0 ? 0 : (double)step / steps;
            Dot(fromX + (int)Math.Round((toX - fromX) * share), fromY + (int)Math.Round((toY - fromY) * share));
        }
    }

    public bool IsEmpty(int column, int row) => _cells[row, column] == 0;

    public char this[int column, int row] => _cells[row, column] == 0 ? ' ' : (char)(0x2800 + _cells[row, column]);
}
