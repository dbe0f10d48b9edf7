using System.Linq.Expressions;
using SaasPlatform.CompanyApi.Members;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>A company as one of its members sees it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Kind">What kind of taxpayer it is.</param>
/// <param name="Inn">The taxpayer number: 10 digits for a legal entity, 12 for a sole proprietor.</param>
/// <param name="Kpp">The reason code of the tax registration, of legal entities only.</param>
/// <param name="Ogrn">The state registration number: 13 digits, or 15 for a sole proprietor.</param>
/// <param name="FullName">The name as registered.</param>
/// <param name="ShortName">The name for everyday use.</param>
/// <param name="LegalAddress">The registered address, one line.</param>
/// <param name="Status">Whether the company is in use.</param>
/// <param name="Role">What you are in this company.</param>
/// <param name="CreatedAt">When it was entered here.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record CompanyResponse(
    Guid Id,
    CompanyKind Kind,
    string Inn,
    string? Kpp,
    string? Ogrn,
    string FullName,
    string? ShortName,
    string? LegalAddress,
    CompanyStatus Status,
    MemberRole Role,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static readonly Expression<Func<Member, CompanyResponse>> Projection = m => new(
        m.Company.Id, m.Company.Kind, m.Company.Inn, m.Company.Kpp, m.Company.Ogrn, m.Company.FullName, m.Company.ShortName,
        m.Company.LegalAddress, m.Company.Status, m.Role, m.Company.CreatedAt, m.Company.UpdatedAt);

    private static readonly Func<Member, CompanyResponse> Project = Projection.Compile();

    internal static CompanyResponse From(Member member) => Project(member);
}
