using WalmartAuth.Common;
using WalmartAuth.Credentials;

namespace WalmartAuth.Sessions;

/// <summary>A cmdlet that is running: the only thread on which a vault can be read.</summary>
internal interface IVaultThread : ICmdletOutput
{
    /// <summary>Runs the function on the pipeline thread.</summary>
    Task<T> InvokeAsync<T>(Func<SecretReadContext, T> function);
}
