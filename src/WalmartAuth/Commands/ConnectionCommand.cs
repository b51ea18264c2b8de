using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using WalmartAuth.Commands;
using WalmartAuth.Common;
using WalmartAuth.Credentials;
using WalmartAuth.Http;
using WalmartAuth.Sessions;
using WalmartAuth.Tokens;

namespace WalmartAuth;

/// <summary>The parameters for the source and the destination of a credential, shared by Connect-Walmart and Test-WalmartCredential.</summary>
public abstract class ConnectionCommand : WalmartCommand
{
    internal const string SecretSet = "SecretName";
    internal const string CredentialSet = "Credential";
    internal const string EnvironmentSet = "FromEnvironment";
    internal const string TokenSet = "AccessToken";

    /// <summary>Name of the vault secret. During a rotation, several names are tried in order; the first that Walmart accepts is used.</summary>
    [Parameter(ParameterSetName = SecretSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string[] SecretName { get; set; } = [];

    /// <summary>The vault to read; without it, SecretManagement searches all of them.</summary>
    [Parameter(ParameterSetName = SecretSet, ValueFromPipelineByPropertyName = true)]
    [Alias("VaultName")]
    [RecordValue(typeof(string))]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Vault { get; set; }

    /// <summary>The metadata of the secret, as Get-SecretInfo writes it; without it, it is read from the vault.</summary>
    [Parameter(ParameterSetName = SecretSet, ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(IDictionary))]
    public IDictionary? Metadata { get; set; }

    /// <summary>The credential: the user name is the client id, and the password is the client secret.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Reads the credential from WALMART_CLIENT_ID and WALMART_CLIENT_SECRET, or an access token from WALMART_ACCESS_TOKEN.</summary>
    [Parameter(ParameterSetName = EnvironmentSet, Mandatory = true)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>The prefix of the variable names, without the underscore.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    public string Prefix { get; set; } = EnvironmentCredentialSource.DefaultPrefix;

    /// <summary>An existing access token. It cannot be renewed.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true)]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>When the token passed with -AccessToken expires; it is not sent after that.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    public DateTimeOffset? ExpiresOn { get; set; }

    /// <summary>A solution provider's refresh token for the seller in PartnerId.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    public SecureString? RefreshToken { get; set; }

    /// <summary>A solution provider's authorization code, which can be exchanged once.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    public SecureString? AuthorizationCode { get; set; }

    /// <summary>The address the authorization code was sent to.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNull]
    public Uri? RedirectUri { get; set; }

    /// <summary>The seller a solution provider acts for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(string))]
    public string? PartnerId { get; set; }

    /// <summary>Walmart's program; without it, the profile's, or the one that accepts the key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(WalmartProgram))]
    public WalmartProgram? Program { get; set; }

    /// <summary>The environment the credential belongs to; Production unless the profile specifies another.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(WalmartEnvironment))]
    public WalmartEnvironment? Environment { get; set; }

    /// <summary>The market; US unless the profile specifies another.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(WalmartMarket))]
    public WalmartMarket? Market { get; set; }

    /// <summary>Uses the dynamic sandbox (US only).</summary>
    [Parameter]
    public SwitchParameter DynamicSandbox { get; set; }

    /// <summary>A solution provider's channel type, a GUID that Walmart assigned at onboarding.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(Guid))]
    public Guid? ChannelType { get; set; }

    /// <summary>An address to use instead of Walmart's, such as the emulator's.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>Sends the credential to the BaseUri even though it is neither a Walmart host nor this machine.</summary>
    [Parameter]
    public SwitchParameter AllowUntrustedHost { get; set; }

    /// <summary>Which headers carry the token.</summary>
    [Parameter]
    public AuthorizationHeader AuthorizationHeader { get; set; } = AuthorizationHeader.Both;

    /// <summary>The proxy to use; without it, the machine's own setting is used.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordValue(typeof(Uri))]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Bypasses all proxies.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The time limit for one attempt of the token request, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>A record from the pipeline; its properties are bound to the parameters of the same names.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    internal ProgramChoice Programs { get; } = new();

    internal virtual ConnectionSettings Settings()
    {
        if (NoProxy && (Proxy is not null || ProxyCredential is not null))
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.NoProxyWithProxy);
        }

        return new ConnectionSettings
        {
            Program = Program,
            Environment = Environment,
            Market = Market,
            DynamicSandbox = DynamicSandbox,
            ChannelType = ChannelType?.ToString(),
            PartnerId = PartnerId,
            BaseUri = BaseUri,
            AllowUntrustedHost = AllowUntrustedHost,
            AuthorizationHeader = AuthorizationHeader,
            Proxy = ProxySettings.Create(Proxy, ProxyCredential is null ? null : new NetworkCredential(ProxyCredential.UserName, ProxyCredential.Password), NoProxy),
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            RefreshToken = RefreshToken is null ? null : new SecretText(RefreshToken),
            AuthorizationCode = AuthorizationCode is null ? null : new SecretText(AuthorizationCode),
            RedirectUri = RedirectUri,
        };
    }

    /// <summary>The source of the credential; null if an access token was passed.</summary>
    /// <param name="names">The secrets, in the order in which they are tried.</param>
    internal ICredentialSource? Source(string[] names) => ParameterSetName switch
    {
        SecretSet => new VaultCredentialSource(Checked(names), Vault, Metadata),
        CredentialSet => new PSCredentialSource(Credential!),
        EnvironmentSet when !FromEnvironment => throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.NoCredentialSource, recommendedAction: CommandMessages.UseCredentialSource),
        EnvironmentSet => new EnvironmentCredentialSource(Prefix),
        _ => null,
    };

    // A record may leave these empty; on the command line an empty value is most likely a variable that was not set.
    private protected override void Begin()
    {
        foreach (var (name, value) in new (string, object?)[] { (nameof(Vault), Vault), (nameof(PartnerId), PartnerId), (nameof(Proxy), Proxy) })
        {
            RefuseEmpty(name, value);
        }
    }

    /// <summary>The session that was piped in, which has the properties of a record but is not one; null for anything else.</summary>
    /// <exception cref="WalmartException">InvalidArgument: it was serialized.</exception>
    private protected WalmartSession? PipedSession() =>
        SessionArgumentAttribute.IsDeserialized(InputObject) ? throw new WalmartException(WalmartErrorId.InvalidArgument, SessionArgumentAttribute.DeserializedMessage)
        : InputObject.Unwrap() as WalmartSession;

    private protected void RefuseEmpty(string parameter, object? value)
    {
        if (value is null && MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.ParameterIsEmpty(parameter));
        }
    }

    /// <summary>The name of what is connected or tested, if no parameter sets it.</summary>
    private protected string DefaultName() => ParameterSetName switch
    {
        SecretSet => SecretName[0],
        EnvironmentSet => Prefix,
        TokenSet => "token",
        _ => RunspaceSessions.Current.NameForClient(Credential!.UserName),
    };

    /// <summary>True for the secret of a shared access token, which Get-SecretInfo lists among the credentials.</summary>
    private protected bool IsSharedToken(string name)
    {
        var isShared = ParameterSetName == SecretSet && MyInvocation.ExpectingInput && name.StartsWith(SharedTokenSeal.NamePrefix, StringComparison.OrdinalIgnoreCase);
        if (isShared)
        {
            WriteVerbose(CommandMessages.RecordIsSharedToken(name));
        }

        return isShared;
    }

    // Many names contain brackets, but * and ? are always wildcards. A record's name comes from a vault and is taken literally.
    private string[] Checked(string[] names) => !MyInvocation.ExpectingInput && names.FirstOrDefault(n => n.IndexOfAny(['*', '?']) >= 0) is { } pattern
        ? throw new WalmartException(WalmartErrorId.InvalidArgument, CommandMessages.NoWildcardsInSecretName(pattern), target: pattern, recommendedAction: CommandMessages.LetVaultListSecrets(PSLiteral.Quote(pattern), MyInvocation.MyCommand.Name))
        : names;

    internal WalmartSession Connect()
    {
        var factory = new SessionFactory(ModuleContext.Current, Settings(), Programs);
        return Source(SecretName) is { } source
            ? Await((output, cancellation) => factory.ConnectAsync(source, output, Pipeline, cancellation))
            : factory.CreateFromToken(new SuppliedToken(new SecretText(AccessToken!), ExpiresOn));
    }
}
