using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.UserApi.Profiles;

/// <summary>What may change of your profile.</summary>
public sealed record UpdateCurrentUserRequest
{
    /// <summary>The full name as shown to others.</summary>
    [Required, PlainText, MaxLength(Profile.NameLength)]
    public string Name { get; init; } = null!;

    /// <summary>The given name.</summary>
    [PlainText, MaxLength(Profile.NameLength)]
    public string? GivenName { get; init; }

    /// <summary>The family name.</summary>
    [PlainText, MaxLength(Profile.NameLength)]
    public string? FamilyName { get; init; }

    /// <summary>The preferred language, a BCP 47 tag such as `ru` or `en-GB`.</summary>
    [RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", ErrorMessage = "The locale must be a BCP 47 tag, such as ru or en-GB.")]
    public string? Locale { get; init; }

    /// <summary>The time zone, a name of the IANA database such as `Europe/Moscow`.</summary>
    [RegularExpression("^[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}$", ErrorMessage = "The time zone must be a name of the IANA database, such as Europe/Moscow.")]
    public string? Zoneinfo { get; init; }

    /// <summary>What you do.</summary>
    [PlainText, MaxLength(Profile.JobTitleLength)]
    public string? JobTitle { get; init; }

    internal static UpdateCurrentUserRequest Of(Profile profile) => new()
    {
        Name = profile.Name,
        GivenName = profile.GivenName,
        FamilyName = profile.FamilyName,
        Locale = profile.Locale,
        Zoneinfo = profile.Zoneinfo,
        JobTitle = profile.JobTitle,
    };

    /// <summary>What of the standard claims differs, as a patch for identity; empty when nothing does.</summary>
    internal JsonObject ClaimsChangedFrom(UpdateCurrentUserRequest before)
    {
        var patch = new JsonObject();
        Add("name", before.Name, Name.Trim());
        Add("givenName", before.GivenName, GivenName?.Trim());
        Add("familyName", before.FamilyName, FamilyName?.Trim());
        Add("locale", before.Locale, Locale);
        Add("zoneinfo", before.Zoneinfo, Zoneinfo);
        return patch;

        void Add(string member, string? old, string? now)
        {
            if (old != now)
                patch[member] = now;
        }
    }
}
