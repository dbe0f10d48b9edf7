using Microsoft.Extensions.Options;
using OpenIddict.Server;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Protocol.Rules;
using SaasPlatform.Shared.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>What the OpenID provider speaks. The only place that configures the protocol framework.</summary>
internal static class IdentityServer
{
    public const string AuthorizePath = "connect/authorize";
    public const string TokenPath = "connect/token";
    public const string UserInfoPath = "connect/userinfo";
    public const string IntrospectionPath = "connect/introspect";
    public const string RevocationPath = "connect/revoke";
    public const string EndSessionPath = "connect/logout";

    public static void AddIdentityServer(this WebApplicationBuilder builder)
    {
        builder.AddSettings<TokenSettings>("Tokens");
        builder.Services.AddSingleton<ScopeCatalogue>();
        builder.Services.AddSingleton<ConsentAnswer>();
        builder.Services.AddHostedService<Pruning>();
        builder.AddProtocolLimits();

        builder.Services.AddOpenIddict()
            .AddCore(core =>
            {
                core.UseEntityFrameworkCore()
                    .UseDbContext<IdentityDb>()
                    .ReplaceDefaultEntities<Client, Grant, StoredScope, IssuedToken, Guid>();
                core.ReplaceApplicationManager<Client, RegisteredClients>();
            })
            .AddServer(ConfigureServer)
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseAspNetCore().DisableAccessTokenExtractionFromQueryString();
            });
        builder.Services.AddOptions<OpenIddictServerOptions>()
            .Configure<IOptions<Addresses>, IOptions<TokenSettings>, ScopeCatalogue>(ApplySettings);
        builder.Services.AddOptions<OpenIddict.Validation.OpenIddictValidationOptions>()
            .Configure<IOptions<Addresses>>((options, addresses) => options.Audiences.Add(Addresses.Audience(addresses.Value.Identity)));
        builder.AddServerKeys();
    }

    private static void ConfigureServer(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris(AuthorizePath)
            .SetTokenEndpointUris(TokenPath)
            .SetUserInfoEndpointUris(UserInfoPath)
            .SetIntrospectionEndpointUris(IntrospectionPath)
            .SetRevocationEndpointUris(RevocationPath)
            .SetEndSessionEndpointUris(EndSessionPath);

        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
        // RFC 9700 section 2.1.1: PKCE for every client; a challenge that is its own verifier protects nothing.
        server.RequireProofKeyForCodeExchange();
        server.Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));

        // Other modes need a page with a script of its own.
        server.Configure(options => options.ResponseModes.RemoveWhere(m => m != ResponseModes.Query));

        // The APIs validate access tokens themselves, so those are signed and not encrypted.
        server.DisableAccessTokenEncryption();
        server.UseReferenceRefreshTokens();
        server.RegisterPromptValues("create");
        server.RegisterClaims(StandardClaims.Names);
        // Whoever holds a scope may name the audience it leads to; there is no permission apart from the scope's.
        server.IgnoreResourcePermissions();
        server.DisableResourceValidation();

        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableStatusCodePagesIntegration()
            .SuppressJsonResponseIndentation()
            // Plain http serves one machine; the address in the settings is the operator's choice, and cookies follow it.
            .DisableTransportSecurityRequirement();

        server.AddEventHandler(AccessTokensAreNotInAddresses.Descriptor);
        server.AddEventHandler(ClientAssertionsAreShortLived.Descriptor);
        server.AddEventHandler(SignWithTheActiveKey.Descriptor);
        server.AddEventHandler(IdTokensAreNotStored.Descriptor);
        server.AddEventHandler(PostedAuthorizationRequestsContinueAsGet.Descriptor);
        server.AddEventHandler(PostedEndSessionRequestsContinueAsGet.Descriptor);
        server.AddEventHandler(RefreshTokensKeepWhatWasGranted.Descriptor);
        server.AddEventHandler(RequestedResourcesAreAudiences.OfAuthorizationRequests);
        server.AddEventHandler(RequestedResourcesAreAudiences.OfTokenRequests);
        server.AddEventHandler(DiscoveryHidesInternalScopes.Descriptor);
        server.AddEventHandler(DiscoveryNamesThePublicAddress.Descriptor);
    }

    private static void ApplySettings(
        OpenIddictServerOptions options, IOptions<Addresses> addresses, IOptions<TokenSettings> tokens, ScopeCatalogue scopes)
    {
        options.Issuer = addresses.Value.Identity;
        options.AccessTokenLifetime = tokens.Value.AccessTokenLifetime;
        options.IdentityTokenLifetime = tokens.Value.IdentityTokenLifetime;
        options.AuthorizationCodeLifetime = tokens.Value.CodeLifetime;
        options.RefreshTokenLifetime = tokens.Value.RefreshTokenLifetime;
        options.RefreshTokenReuseLeeway = tokens.Value.RefreshTokenReuseLeeway;
        options.Scopes.UnionWith(scopes.All);
    }
}
