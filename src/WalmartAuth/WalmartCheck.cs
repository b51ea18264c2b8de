namespace WalmartAuth;

/// <summary>One check of Test-WalmartCredential.</summary>
public sealed class WalmartCheck
{
    internal WalmartCheck(string name, WalmartCheckResult result, string? cause = null, string? nextStep = null)
    {
        Name = name;
        Result = result;
        Cause = cause;
        NextStep = nextStep;
    }

    /// <summary>What was looked at: SecretParser, Reachability, TokenCall, CrossCheck, TokenDetail, RequiredScope, ClockSkew or ApiStatus.</summary>
    public string Name { get; }

    /// <summary>How it ended.</summary>
    public WalmartCheckResult Result { get; }

    /// <summary>What was found, or why it was not made.</summary>
    public string? Cause { get; }

    /// <summary>What to do about it.</summary>
    public string? NextStep { get; }

    /// <summary>All in one line.</summary>
    public override string ToString() => Cause is null ? $"{Name}: {Result}" : $"{Name}: {Result} - {Cause}";
}
