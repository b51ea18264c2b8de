namespace WalmartAuth.Benchmarks.Infrastructure;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The module's result.</param>
/// <param name="Beside">What it is compared with, and its result.</param>
/// <param name="Ratio">The ratio of the two; null if a ratio is meaningless.</param>
/// <param name="Target">The target.</param>
/// <param name="IsMet">Whether it was met; null if there is no target.</param>
internal sealed record Row(string What, string Measured, string Beside, double? Ratio, string Target, bool? IsMet);
