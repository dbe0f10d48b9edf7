using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Organizations;
using SaasPlatform.Identity.Protocol.Rules;
using SaasPlatform.Shared.Hosting;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SaasPlatform.Identity.Protocol;

/// <summary>What the OpenID provider speaks. The only place that configures the protocol framework.</summary>
internal static class IdentityServer
{
    public const string AuthorizePath = "connect/authorize";
    public const string PushedAuthorizationPath = "connect/par";
    public const string TokenPath = "connect/token";
    public const string UserInfoPath = "connect/userinfo";
    public const string IntrospectionPath = "connect/introspect";
    public const string RevocationPath = "connect/revoke";
    public const string EndSessionPath = "connect/logout";

    public static void AddIdentityServer(this WebApplicationBuilder builder)
    {
        builder.AddSettings<TokenSettings>("Tokens");
        builder.Services.AddSingleton<BuiltInScopes>();
        builder.Services.AddScoped<ScopeCatalogue>();
        builder.Services.AddSingleton<Interactions>();
        builder.Services.AddSingleton<UserInfoTokens>();
        builder.Services.AddHostedService<Pruning>();
        builder.AddProtocolLimits();
        builder.Services.AddSingleton<ICorsPolicyProvider, CorsForClients>();

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
            .Configure<IOptions<Addresses>, IOptions<TokenSettings>, BuiltInScopes>(ApplySettings);
        builder.Services.AddOptions<OpenIddict.Validation.OpenIddictValidationOptions>()
            .Configure<IOptions<Addresses>>((options, addresses) => options.Audiences.Add(Addresses.Audience(addresses.Value.Identity)));
        // Where the operator chose http, for one machine or inside a network, http is taken; elsewhere the request must have come
        // by https, here or at a known proxy.
        builder.Services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IOptions<Addresses>>((options, addresses) =>
            options.DisableTransportSecurityRequirement = addresses.Value.IdentityForServices.Scheme == Uri.UriSchemeHttp);
        builder.AddServerKeys();
    }

    private static void ConfigureServer(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris(AuthorizePath)
            .SetPushedAuthorizationEndpointUris(PushedAuthorizationPath)
            .SetTokenEndpointUris(TokenPath)
            .SetUserInfoEndpointUris(UserInfoPath)
            .SetIntrospectionEndpointUris(IntrospectionPath)
            .SetRevocationEndpointUris(RevocationPath)
            .SetEndSessionEndpointUris(EndSessionPath);

        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
        // A challenge that is its own verifier protects nothing (RFC 9700 section 2.1.1).
        server.Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));

        // In the fragment of an address a code would be open to every script of the page it leads to.
        server.Configure(options => options.ResponseModes.Remove(ResponseModes.Fragment));

        // The APIs validate access tokens themselves, so those are signed and not encrypted.
        server.DisableAccessTokenEncryption();
        server.UseReferenceRefreshTokens();
        server.RegisterPromptValues("create");
        server.RegisterClaims([.. StandardClaims.Names, .. OrganizationClaims.All]);
        // Whoever holds a scope may name the audience it leads to; there is no permission apart from the scope's.
        server.IgnoreResourcePermissions();
        server.DisableResourceValidation();

        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableStatusCodePagesIntegration()
            .SuppressJsonResponseIndentation();

        server.AddEventHandler(AccessTokensAreNotInAddresses.Descriptor);
        server.AddEventHandler(ClientAssertionsAreShortLived.Descriptor);
        server.AddEventHandler(SignWithTheActiveKey.Descriptor);
        server.AddEventHandler(IdTokensAreNotStored.Descriptor);
        server.AddEventHandler(AccessTokensAreNotStored.Descriptor);
        server.AddEventHandler(AccessTokensLastAsLongAsTheirGrant.Descriptor);
        server.AddEventHandler(ReplayedCodesEndTheGrant.Descriptor);
        server.RemoveEventHandler(OpenIddictServerHandlers.Revocation.RevokeToken.Descriptor);
        server.AddEventHandler(RevocationReachesWhatWasIssued.Descriptor);
        server.AddEventHandler(PostedAuthorizationRequestsContinueAsGet.Descriptor);
        server.AddEventHandler(PostedEndSessionRequestsContinueAsGet.Descriptor);
        server.AddEventHandler(RefreshTokensKeepWhatWasGranted.Descriptor);
        server.AddEventHandler(RefreshTokensAreStoredOnce.Descriptor);
        server.AddEventHandler(RefreshTokensHaveOneSuccessor.Descriptor);
        server.AddEventHandler(RedeemedRefreshTokensAreTheftUnlessTheAnswerWasLost.Descriptor);
        server.AddEventHandler(RefreshingEndsOneDay.Descriptor);
        server.AddEventHandler(RequestedResourcesAreAudiences.OfAuthorizationRequests);
        server.AddEventHandler(RequestedResourcesAreAudiences.OfPushedRequests);
        server.AddEventHandler(RequestedResourcesAreAudiences.OfTokenRequests);
        server.AddEventHandler(DiscoveryNamesEveryPublicScope.Descriptor);
        server.AddEventHandler(ResourcesMayIntrospectTheirTokens.Descriptor);
        server.AddEventHandler(IntrospectionNamesTheAudiencesOfTheToken.Descriptor);
        server.AddEventHandler(DiscoveryNamesThePublicAddress.Descriptor);
        server.AddEventHandler(DiscoveryNamesWhatRequestsMaySay.Descriptor);
        server.AddEventHandler(DiscoveryNamesTheKindsOfLogout.Descriptor);
        server.AddEventHandler(BrowsersTellClientsBeforeTheyLeave.Descriptor);
        server.AddEventHandler(TokenRequestsAreCounted.Descriptor);
        server.AddEventHandler(FormPostResponsesAreOwnPages.Descriptor);
        server.AddEventHandler(ParametersComeOnce<OpenIddictServerEvents.ValidateAuthorizationRequestContext>.Descriptor);
        server.AddEventHandler(ParametersComeOnce<OpenIddictServerEvents.ValidatePushedAuthorizationRequestContext>.Descriptor);
        server.AddEventHandler(ParametersComeOnce<OpenIddictServerEvents.ValidateTokenRequestContext>.Descriptor);
        server.AddEventHandler(ParametersComeOnce<OpenIddictServerEvents.ValidateIntrospectionRequestContext>.Descriptor);
        server.AddEventHandler(ParametersComeOnce<OpenIddictServerEvents.ValidateRevocationRequestContext>.Descriptor);
        server.AddEventHandler(ParametersComeOnce<OpenIddictServerEvents.ValidateEndSessionRequestContext>.Descriptor);
        server.AddEventHandler(ListsAreShort<OpenIddictServerEvents.ValidateAuthorizationRequestContext>.Descriptor);
        server.AddEventHandler(ListsAreShort<OpenIddictServerEvents.ValidatePushedAuthorizationRequestContext>.Descriptor);
        server.AddEventHandler(ListsAreShort<OpenIddictServerEvents.ValidateTokenRequestContext>.Descriptor);
        server.AddEventHandler(StatesFitIntoAnAddress.Descriptor);
        server.AddEventHandler(ErrorsGoBackToTheClient.Descriptor);
        server.AddEventHandler(ErrorsNameNoOtherSite.OfErrors);
        server.AddEventHandler(ErrorsNameNoOtherSite.OfChallenges);
        server.AddEventHandler(ScopesAClientDoesNotHoldAreInvalid.OfAuthorizationRequests);
        server.AddEventHandler(ScopesAClientDoesNotHoldAreInvalid.OfPushedRequests);
        server.AddEventHandler(ScopesAClientDoesNotHoldAreInvalid.OfTokenRequests);
        server.AddEventHandler(CodesNeedProofKeys.OfAuthorizationRequests);
        server.AddEventHandler(CodesNeedProofKeys.OfPushedRequests);
        server.AddEventHandler(ClaimsRequestsAreReadable.OfAuthorizationRequests);
        server.AddEventHandler(ClaimsRequestsAreReadable.OfPushedRequests);
        server.AddEventHandler(PushedRequestsAreUsedSoon.OfAuthorizationRequests);
        server.AddEventHandler(PushedRequestsAreUsedSoon.OfResponses);
    }

    private static void ApplySettings(
        OpenIddictServerOptions options, IOptions<Addresses> addresses, IOptions<TokenSettings> tokens, BuiltInScopes scopes)
    {
        options.Issuer = addresses.Value.Identity;
        options.AccessTokenLifetime = tokens.Value.AccessTokenLifetime;
        options.IdentityTokenLifetime = tokens.Value.IdentityTokenLifetime;
        options.AuthorizationCodeLifetime = tokens.Value.CodeLifetime;
        options.RequestTokenLifetime = PushedRequestsAreUsedSoon.StoredLifetime;
        options.RefreshTokenLifetime = tokens.Value.RefreshTokenLifetime;
        // RedeemedRefreshTokensAreTheftUnlessTheAnswerWasLost decides what may be exchanged again; the framework would know the time alone.
        options.RefreshTokenReuseLeeway = TimeSpan.FromDays(36_500);
        options.DisableRollingRefreshTokens = true;
        options.Scopes.UnionWith(scopes.All.Keys);
    }
}
