using System.ComponentModel.DataAnnotations;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.PartnerApi.Members;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Russia;
using SaasPlatform.Shared.Security;

namespace SaasPlatform.PartnerApi.Partners;

/// <summary>An application to become a partner.</summary>
public sealed record ApplyPartnerRequest : IValidatableObject
{
    /// <summary>The name under which the partner works with us.</summary>
    [Required, PlainText, MaxLength(Partner.NameLength)]
    public string Name { get; init; } = null!;

    /// <summary>The taxpayer number: 10 digits for a legal entity, 12 for a person or sole proprietor.</summary>
    [Required, Inn]
    public string Inn { get; init; } = null!;

    /// <summary>Where we write to.</summary>
    [Required, EmailAddress, PlainText, MaxLength(Partner.EmailLength)]
    public string ContactEmail { get; init; } = null!;

    /// <summary>An http or https address.</summary>
    [PlainText, MaxLength(Partner.WebsiteLength)]
    public string? Website { get; init; }

    private static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Website is not null && !(Uri.TryCreate(Website.Trim(), UriKind.Absolute, out var address) && IsWeb(address)))
            yield return new("The website must be an absolute http or https address.", [nameof(Website)]);
    }
}

internal static class ApplyPartner
{
    public static async Task<VersionedCreated<PartnerResponse>> HandleAsync(
        ApplyPartnerRequest request, PartnerDb db, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var partner = new Partner
        {
            Id = Guid.CreateVersion7(now),
            Name = request.Name.Trim(),
            Inn = request.Inn,
            ContactEmail = request.ContactEmail.Trim(),
            Website = request.Website?.Trim(),
            Status = PartnerStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(new PartnerMember { Partner = partner, AccountId = user.Id, JoinedAt = now });
        await db.SaveChangesAsync(cancellationToken);

        return new(PartnerResponse.From(partner), ETags.Format(partner.Version), $"/v1/partners/{partner.Id}");
    }
}
