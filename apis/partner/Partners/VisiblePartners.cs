using SaasPlatform.Shared.Security;

namespace SaasPlatform.PartnerApi.Partners;

internal static class VisiblePartners
{
    /// <summary>A person's partners by membership, a client's by the list it stands in; nobody else sees any.</summary>
    public static IQueryable<Partner> VisibleTo(this IQueryable<Partner> partners, CurrentUser user)
    {
        if (user.IsPerson)
        {
            var account = user.Id;
            return partners.Where(p => p.Members.Any(m => m.AccountId == account));
        }

        var client = user.Subject;
        return partners.Where(p => p.Clients.Any(c => c.ClientId == client));
    }
}
