using System.Linq.Expressions;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.CompanyApi.Registry;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>A company as one of its members sees it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Kind">What kind of taxpayer it is.</param>
/// <param name="Inn">The taxpayer number: 10 digits for a legal entity, 12 for a sole proprietor; null of a foreign company without one.</param>
/// <param name="Country">Where a foreign company is registered (ISO 3166-1 alpha-2); null of a Russian one.</param>
/// <param name="RegistrationNumber">The number of a foreign company in the register of its country.</param>
/// <param name="Kpp">The reason code of the tax registration; a sole proprietor has none.</param>
/// <param name="Ogrn">The state registration number: 13 digits, or 15 for a sole proprietor.</param>
/// <param name="FullName">The name as registered.</param>
/// <param name="ShortName">The name for everyday use.</param>
/// <param name="LegalAddress">The registered address, one line.</param>
/// <param name="PostalAddress">Where letters go, one line; null where it is the registered address.</param>
/// <param name="Okved">The code of the main activity (OKVED 2).</param>
/// <param name="Bik">The code of the bank.</param>
/// <param name="SettlementAccount">The account at that bank.</param>
/// <param name="CorrespondentAccount">The bank's own account at the Bank of Russia.</param>
/// <param name="Status">Whether the company is in use.</param>
/// <param name="RegistryStatus">In which state the register has it, `notFound` where it has no such company; null while that is not known, and of a foreign company.</param>
/// <param name="RegistryStatusDate">Since when, where the register says so: the day of the liquidation.</param>
/// <param name="RegistryCheckedAt">When the register last answered; null while it has not.</param>
/// <param name="Verification">Whether the register has it with the same numbers and name, or the operator has confirmed it.</param>
/// <param name="ConfirmedBy">By what the operator confirmed it, where it is confirmed.</param>
/// <param name="Seats">How many people it may have, those who are invited included; null where that is not limited. `getSeats` says how many are taken.</param>
/// <param name="Role">What you are in this company.</param>
/// <param name="CreatedAt">When it was entered here.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record CompanyResponse(
    Guid Id,
    CompanyKind Kind,
    string? Inn,
    string? Country,
    string? RegistrationNumber,
    string? Kpp,
    string? Ogrn,
    string FullName,
    string? ShortName,
    string? LegalAddress,
    string? PostalAddress,
    string? Okved,
    string? Bik,
    string? SettlementAccount,
    string? CorrespondentAccount,
    CompanyStatus Status,
    RegistryStatus? RegistryStatus,
    DateOnly? RegistryStatusDate,
    DateTimeOffset? RegistryCheckedAt,
    CompanyVerification Verification,
    ConfirmationMethod? ConfirmedBy,
    int? Seats,
    MemberRole Role,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static readonly Expression<Func<Member, CompanyResponse>> Projection = m => new(
        m.Company.Id, m.Company.Kind, m.Company.Inn, m.Company.Country, m.Company.RegistrationNumber, m.Company.Kpp, m.Company.Ogrn,
        m.Company.FullName, m.Company.ShortName, m.Company.LegalAddress, m.Company.PostalAddress, m.Company.Okved, m.Company.Bik,
        m.Company.SettlementAccount, m.Company.CorrespondentAccount, m.Company.Status,
        m.Company.RegistryStatus, m.Company.RegistryStatusDate, m.Company.RegistryCheckedAt, m.Company.Verification, m.Company.ConfirmedBy,
        m.Company.Seats, m.Role, m.Company.CreatedAt, m.Company.UpdatedAt);

    private static readonly Func<Member, CompanyResponse> Project = Projection.Compile();

    internal static CompanyResponse From(Member member) => Project(member);
}
