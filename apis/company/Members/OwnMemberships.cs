using SaasPlatform.Shared.Security;

namespace SaasPlatform.CompanyApi.Members;

internal static class OwnMemberships
{
    /// <summary>The caller's own memberships: the only way from a request to a company. A client has none.</summary>
    public static IQueryable<Member> Of(this IQueryable<Member> members, CurrentUser user)
    {
        Guid? account = user.IsPerson ? user.Id : null;
        return members.Where(m => m.AccountId == account);
    }
}
