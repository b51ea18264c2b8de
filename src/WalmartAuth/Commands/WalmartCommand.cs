using System.Management.Automation;
using WalmartAuth.Commands;
using WalmartAuth.Common;
using WalmartAuth.Sessions;

namespace WalmartAuth;

/// <summary>The base of all cmdlets: stopping, waiting, and errors.</summary>
public abstract class WalmartCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private CmdletDispatcher? pipeline;

    internal CancellationToken StopToken => stopping.Token;

    internal CmdletDispatcher Pipeline => pipeline ?? throw new InvalidOperationException(CommandMessages.PipelineHasNotBegun);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A pipeline that needs no more output (Select-Object -First) ends here without StopProcessing. Pending work ends with it.
        stopping.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        // Created once and on this thread, because work on other threads posts to it.
        pipeline = new CmdletDispatcher(this, IsWanted("Verbose", "VerbosePreference"), IsWanted("Debug", "DebugPreference"), StopToken);
        Guard(() =>
        {
            ShareTokens();
            Begin();
        });
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(() =>
    {
        End();
        ShareTokens();
    });

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => stopping.Cancel();

    /// <summary>True for a cmdlet that may write a shared token to its vault (-TokenVault).</summary>
    private protected virtual bool MayShareTokens => true;

    private protected virtual void Begin()
    {
    }

    private protected abstract void Process();

    private protected virtual void End()
    {
    }

    /// <summary>Reports an error: a terminating one, unless a cmdlet that processes records overrides this.</summary>
    private protected virtual void Report(WalmartException error) => ThrowTerminatingError(error.ToErrorRecord());

    /// <summary>Waits for work that runs on other threads.</summary>
    internal T Await<T>(Func<ICmdletOutput, CancellationToken, Task<T>> work) => Pipeline.Wait(Task.Run(() => work(Pipeline, StopToken)));

    // A background renewal ends after the cmdlet that started it, and only a cmdlet can write to a vault.
    private void ShareTokens()
    {
        if (!MayShareTokens)
        {
            return;
        }

        foreach (var sharing in RunspaceSessions.Current.All.Select(s => s.Sharing).Where(s => s?.MayFlush == true))
        {
            Await(async (output, cancellation) =>
            {
                await sharing!.FlushAsync(Pipeline, output, cancellation).ConfigureAwait(false);
                return true;
            });
        }
    }

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (WalmartException e)
        {
            Report(e);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (e.IsRecoverable())
        {
            var id = e is ArgumentException or FormatException ? WalmartErrorId.InvalidArgument : WalmartErrorId.InvalidResponse;
            Report(new WalmartException(id, $"{MyInvocation.MyCommand.Name} failed: {e.Message}", e));
        }
    }

    private bool IsWanted(string parameter, string variable)
    {
        if (MyInvocation.BoundParameters.TryGetValue(parameter, out var given))
        {
            return given is SwitchParameter { IsPresent: true };
        }

        return GetVariableValue(variable) is { } preference
            && (preference is ActionPreference action || LanguagePrimitives.TryConvertTo(preference, out action))
            && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
