namespace WalmartAuth.Emulator;

/// <summary>Which of Walmart's programs an account belongs to (contract §1).</summary>
public enum AccountProgram
{
    /// <summary>Third-party sellers and solution providers.</summary>
    Marketplace,

    /// <summary>First-party, drop-ship and warehouse suppliers.</summary>
    Supplier,
}
