using System.ComponentModel;
using System.Diagnostics;

namespace WalmartAuth.Emulator;

/// <summary>The command of <c>exec</c>: its environment has the emulator's addresses and an account.</summary>
internal static class ChildCommand
{
    private const string Prefix = "WALMART_";
    private const int NotFound = 127;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] command, GatewayEmulator emulator, TextWriter error, CancellationToken ct)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        SetVariables(start.Environment, emulator);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            await error.WriteLineAsync($"walmart-emulator: cannot start '{command[0]}': {e.Message}");
            return NotFound;
        }

        using (process)
        {
            try
            {
                await process.WaitForExitAsync(ct);
                return process.ExitCode;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return Interrupted;
            }
        }
    }

    /// <summary>The user's own variables are removed, so that a test never reaches a real account.</summary>
    private static void SetVariables(IDictionary<string, string?> variables, GatewayEmulator emulator)
    {
        foreach (var name in variables.Keys.Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            variables.Remove(name);
        }

        var accounts = emulator.Configuration.AllAccounts.Where(account => account is { Environment: AccountEnvironment.Production, Dead: false, ChannelType: null }).ToList();
        var account = accounts.Find(account => account.Program == AccountProgram.Marketplace) ?? accounts.FirstOrDefault();
        variables[Prefix + "BASE_URI"] = (account?.Program == AccountProgram.Supplier ? emulator.Supplier : emulator.Marketplace).AbsoluteUri;
        variables[Prefix + "EMULATOR_CONTROL"] = new Uri(emulator.Marketplace, "_emulator/").AbsoluteUri;
        if (account is not null)
        {
            variables[Prefix + "CLIENT_ID"] = account.ClientId;
            variables[Prefix + "CLIENT_SECRET"] = account.ClientSecret;
            variables[Prefix + "PROGRAM"] = account.Program.ToString();
        }
    }
}
