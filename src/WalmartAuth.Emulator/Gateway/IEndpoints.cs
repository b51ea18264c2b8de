namespace WalmartAuth.Emulator;

/// <summary>A group of routes that share their data.</summary>
internal interface IEndpoints
{
    IEnumerable<Route> Routes { get; }
}
