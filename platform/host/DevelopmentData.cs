using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Clients;
using SaasPlatform.PartnerApi.Clients;
using SaasPlatform.PartnerApi.Data;
using SaasPlatform.PartnerApi.Members;
using SaasPlatform.PartnerApi.Partners;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Host;

/// <summary>What a newcomer needs to try things: the front end's and a partner's clients, a user, a partner record. Seeding twice is one.</summary>
internal static class DevelopmentData
{
    public const string DemoEmail = "demo@example.com";
    private const string PartnerClientId = "partner-demo";
    private const string WebClientId = "web";

    public static async Task SeedAsync(IServiceProvider identity, IServiceProvider partner, DevelopmentSecrets secrets)
    {
        var addresses = identity.GetRequiredService<IOptions<Addresses>>().Value;
        await using var identityScope = identity.CreateAsyncScope();
        await using var partnerScope = partner.CreateAsyncScope();

        await identityScope.ServiceProvider.GetRequiredService<ApplyClients>().ApplyAsync(Clients(addresses, secrets), new(DryRun: false, Prune: false, Rotate: [WebClientId, PartnerClientId]), default);
        var accountId = await DemoUserAsync(identityScope.ServiceProvider, secrets.DemoPassword);
        await DemoPartnerAsync(partnerScope.ServiceProvider.GetRequiredService<PartnerDb>(), accountId, identity.GetRequiredService<TimeProvider>());
        WriteEnvironmentFiles(addresses, secrets);
    }

    private static ClientDefinition[] Clients(Addresses addresses, DevelopmentSecrets secrets)
    {
        Uri[] apis = [addresses.Company, addresses.User, addresses.Partner];
        return
        [
            new()
            {
                ClientId = WebClientId,
                Name = "SaasPlatform",
                Secret = secrets.WebClientSecret,
                FirstParty = true,
                GrantTypes = ["authorization_code", "refresh_token"],
                RedirectUris = [new Uri(addresses.Web, "api/auth/callback/saas").AbsoluteUri],
                PostLogoutRedirectUris = [addresses.Web.AbsoluteUri],
                BackchannelLogoutUri = new Uri(addresses.Web, "backchannel-logout").AbsoluteUri,
                Scopes = ["openid", "profile", "email", "offline_access", "organization", "companies.read", "companies.write", "users.read", "users.write"],
            },
            new()
            {
                ClientId = "docs",
                Name = "API documentation",
                Names = new Dictionary<string, string> { ["ru"] = "Документация API" },
                FirstParty = true,
                GrantTypes = ["authorization_code"],
                RedirectUris = [.. apis.Select(a => new Uri(a, "docs/oauth2-redirect.html").AbsoluteUri)],
                Scopes = ["openid", "companies.read", "companies.write", "users.read", "users.write", "partners.read", "partners.write"],
                Origins = [.. apis.Select(a => a.GetLeftPart(UriPartial.Authority))],
            },
            new()
            {
                ClientId = PartnerClientId,
                Name = "Demonstration partner",
                Names = new Dictionary<string, string> { ["ru"] = "Демонстрационный партнёр" },
                Secret = secrets.PartnerClientSecret,
                GrantTypes = ["client_credentials"],
                Scopes = ["partners.read", "companies.read"],
            },
        ];
    }

    private static async Task<Guid> DemoUserAsync(IServiceProvider identity, string password)
    {
        var accounts = identity.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByEmailAsync(DemoEmail) is { } existing)
            return existing.Id;

        var account = Account.Create(DemoEmail, "Мария Демидова", identity.GetRequiredService<TimeProvider>().GetUtcNow());
        account.EmailConfirmed = true;
        account.GivenName = "Мария";
        account.FamilyName = "Демидова";
        var created = await accounts.CreateAsync(account, password);
        return created.Succeeded
            ? account.Id
            : throw new StartFailureException("the demonstration user cannot be created: " + string.Join(" ", created.Errors.Select(e => e.Description)));
    }

    private static async Task DemoPartnerAsync(PartnerDb db, Guid accountId, TimeProvider clock)
    {
        if (await db.Set<PartnerClient>().AnyAsync(c => c.ClientId == PartnerClientId))
            return;

        var now = clock.GetUtcNow();
        var partner = new Partner
        {
            Id = Guid.CreateVersion7(now),
            Name = "ООО «Интегратор»",
            Inn = "6663003127",
            ContactEmail = DemoEmail,
            Website = "https://partner.example",
            Status = PartnerStatus.Active,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(new PartnerMember { Partner = partner, AccountId = accountId, JoinedAt = now });
        db.Add(new PartnerClient { Id = Guid.CreateVersion7(now), Partner = partner, ClientId = PartnerClientId, Name = "Demonstration client", CreatedAt = now });
        await db.SaveChangesAsync();
    }

    private static void WriteEnvironmentFiles(Addresses addresses, DevelopmentSecrets secrets)
    {
        secrets.WriteFile("web.env",
        [
            $"AUTH_URL={Trimmed(addresses.Web)}",
            $"AUTH_SECRET={secrets.WebAuthSecret}",
            $"AUTH_SAAS_ISSUER={Trimmed(addresses.Identity)}",
            $"AUTH_SAAS_ID={WebClientId}",
            $"AUTH_SAAS_SECRET={secrets.WebClientSecret}",
            $"COMPANY_API_URL={Trimmed(addresses.Company)}",
            $"USER_API_URL={Trimmed(addresses.User)}",
            $"PARTNER_API_URL={Trimmed(addresses.Partner)}",
        ]);
        secrets.WriteFile("partner.env",
        [
            $"ISSUER={Trimmed(addresses.Identity)}",
            $"CLIENT_ID={PartnerClientId}",
            $"CLIENT_SECRET={secrets.PartnerClientSecret}",
            $"PARTNER_API_URL={Trimmed(addresses.Partner)}",
        ]);
    }

    private static string Trimmed(Uri address) => Addresses.Audience(address);
}
