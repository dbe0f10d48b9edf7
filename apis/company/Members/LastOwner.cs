using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Members;

/// <summary>A company always has an owner.</summary>
internal static class LastOwner
{
    /// <summary>Whether nobody would be left. Ask while <see cref="Callers.ChangeMembershipAsync"/> holds the company.</summary>
    public static async Task<bool> IsLastOwnerAsync(this CompanyDb db, Member member, CancellationToken cancellationToken) =>
        member.Role == MemberRole.Owner
        && !await db.Members.AnyAsync(m => m.CompanyId == member.CompanyId && m.AccountId != member.AccountId && m.Role == MemberRole.Owner, cancellationToken);

    public static ProblemHttpResult Stays() =>
        Problems.Conflict("last_owner", "A company always has an owner.", "Make another member an owner first, or archive the company.");
}
