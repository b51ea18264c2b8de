namespace WalmartAuth.Emulator;

/// <summary>Where an account's credential is good (contract §1).</summary>
public enum AccountEnvironment
{
    /// <summary>The live hosts.</summary>
    Production,

    /// <summary>The sandbox host.</summary>
    Sandbox,
}
