using System.Linq.Expressions;

namespace SaasPlatform.PartnerApi.Partners;

/// <summary>A partner.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">The name under which it works with us.</param>
/// <param name="Inn">The taxpayer number: 10 digits for a legal entity, 12 for a person or sole proprietor.</param>
/// <param name="ContactEmail">Where we write to.</param>
/// <param name="Website">An http or https address.</param>
/// <param name="Status">An application is pending until we answer it.</param>
/// <param name="CreatedAt">When it applied.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record PartnerResponse(
    Guid Id,
    string Name,
    string Inn,
    string ContactEmail,
    string? Website,
    PartnerStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static readonly Expression<Func<Partner, PartnerResponse>> Projection = p => new(
        p.Id, p.Name, p.Inn, p.ContactEmail, p.Website, p.Status, p.CreatedAt, p.UpdatedAt);

    private static readonly Func<Partner, PartnerResponse> Project = Projection.Compile();

    internal static PartnerResponse From(Partner partner) => Project(partner);
}
