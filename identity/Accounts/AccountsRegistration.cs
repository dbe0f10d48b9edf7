using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol;
using SaasPlatform.Identity.Sessions;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Accounts;

internal static class AccountsRegistration
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ILookupNormalizer, EmailLookup>();
        builder.Services.AddIdentityCore<Account>(AccountRules.Apply)
            .AddEntityFrameworkStores<IdentityDb>()
            .AddPasswordValidator<PasswordRules>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        builder.AddSettings<SessionSettings>("Sessions");
        builder.Services.AddScoped<BrowserSessions>();
        builder.Services.AddScoped<Consents>();
        builder.Services.AddScoped<Grants>();
        builder.Services.AddScoped<RefreshTokens>();
        builder.Services.AddSingleton<RefreshReuses>();
        builder.Services.AddSingleton<LinkTokens>();
        builder.Services.AddScoped<Registrations>();
        builder.Services.AddScoped<PasswordResets>();
        builder.Services.AddSingleton<AccountMailTexts>();
        builder.AddInternalLimit();
        builder.Services.AddSingleton<IInterceptor, AnnouncedAccounts>();
        builder.AddServiceDestination(AnnouncedAccounts.UserApi, a => a.UserForServices, BuiltInScopes.InternalUserEvents);
        builder.AddServiceDestination(AnnouncedAccounts.CompanyApi, a => a.CompanyForServices, BuiltInScopes.InternalCompanyEvents);
        builder.Services.AddAuthentication(SessionCookie.Scheme).AddIdentityCookies();
        builder.Services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme)
            .Configure<IOptions<Addresses>, TimeProvider>((cookie, addresses, clock) => SessionCookie.Configure(cookie, addresses.Value, clock));
        foreach (var scheme in new[] { IdentityConstants.ExternalScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme })
        {
            builder.Services.AddOptions<CookieAuthenticationOptions>(scheme)
                .Configure<IOptions<Addresses>>((cookie, addresses) => cookie.SetCookieName($"saas.{scheme}", addresses.Value));
        }
    }
}
