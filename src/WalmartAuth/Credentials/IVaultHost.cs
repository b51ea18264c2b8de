namespace WalmartAuth.Credentials;

/// <summary>A running cmdlet: the only place where a vault can be read or written.</summary>
internal interface IVaultHost
{
    /// <summary>Runs the function on the cmdlet's pipeline thread.</summary>
    Task<T> InvokeAsync<T>(Func<SecretReadContext, T> function);
}
