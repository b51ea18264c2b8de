namespace WalmartAuth.Emulator;

internal static class Program
{
    public static Task<int> Main(string[] arguments) => EmulatorCommand.RunAsync(arguments);
}
