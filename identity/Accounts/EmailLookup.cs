using Microsoft.AspNetCore.Identity;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.Identity.Accounts;

/// <summary>Every lookup and the unique index compare addresses in one form, however the caller wrote them.</summary>
internal sealed class EmailLookup : ILookupNormalizer
{
    public string? NormalizeName(string? name) => NormalizeEmail(name);

    public string? NormalizeEmail(string? email) => email is null ? null : EmailAddress.Comparable(email);
}
