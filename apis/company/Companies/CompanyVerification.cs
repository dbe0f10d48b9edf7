namespace SaasPlatform.CompanyApi.Companies;

/// <summary>How far it is known that a company is what it says.</summary>
public enum CompanyVerification
{
    /// <summary>Nobody vouches for it.</summary>
    Unverified,

    /// <summary>The register has it in force, with the same numbers and the same name.</summary>
    Matched,

    /// <summary>The platform's operator has seen a document or a payment of it.</summary>
    Confirmed,
}

/// <summary>What an operator confirmed a company by.</summary>
public enum ConfirmationMethod
{
    Document,
    Payment,
}
