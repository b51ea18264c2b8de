namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The module's figure.</param>
/// <param name="Beside">What it was measured beside, with its figure.</param>
/// <param name="Ratio">Measured over beside; null where a ratio says nothing.</param>
/// <param name="Target">What is aimed at.</param>
/// <param name="IsMet">Whether it was reached; null where there is no target.</param>
internal sealed record Row(string What, string Measured, string Beside, double? Ratio, string Target, bool? IsMet);
