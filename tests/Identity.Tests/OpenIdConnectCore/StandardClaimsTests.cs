using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using SaasPlatform.Identity.Accounts;
using SaasPlatform.Identity.Tests.Protocol;
using Xunit;

namespace SaasPlatform.Identity.Tests.OpenIdConnectCore;

/// <summary>OIDC Core sections 5.1 to 5.4: every claim of every scope, with its JSON type.</summary>
public sealed class StandardClaimsTests(IdentityService service)
{
    private static readonly string Scope = "openid profile email phone address";

    private static void Fill(Account account)
    {
        (account.GivenName, account.MiddleName, account.FamilyName, account.Nickname) = ("Анна", "Петровна", "Иванова", "Аня");
        (account.PreferredUsername, account.Profile, account.Picture, account.Website) = ("anna", "https://a.example/anna", "https://a.example/a.png", "https://anna.example/");
        (account.Gender, account.Birthdate, account.ZoneInfo, account.Locale) = ("female", "0000-02-29", "Europe/Moscow", "ru-RU");
        (account.PhoneNumber, account.PhoneNumberConfirmed) = ("+79990000000", true);
        account.Address = new PostalAddress { StreetAddress = "ул. Ленина, 1", Locality = "Казань", PostalCode = "420000", Country = "Россия" };
    }

    private async Task<(CodeFlow Flow, Reply Tokens)> SignInAsync(TestClient client)
    {
        using var browser = await service.SignedInAsync(await service.AccountAsync(Fill));
        var flow = new CodeFlow(service, client);
        return (flow, await flow.ExchangeAsync(await flow.CodeAsync(browser, ("scope", Scope))));
    }

    [Fact]
    public async Task EveryScope_GivesAllItsClaimsAtUserInfoAndInTheIdToken()
    {
        var (_, tokens) = await SignInAsync(TestClients.Everything);

        var info = (await UserInfoTests.AskAsync(service, tokens.AccessToken)).Json;
        var idToken = (await TokenReader.ReadAsync(service, tokens.IdToken)).Payload;

        string[] names =
        [
            "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website", "gender", "birthdate",
            "zoneinfo", "locale", "updated_at", "email", "email_verified", "phone_number", "phone_number_verified", "address",
        ];
        Assert.Equal(names.Append("sub").Order(), info.Select(c => c.Key).Order());
        Assert.Equal(("Петровна", "0000-02-29", true), (info["middle_name"]!.ToString(), info["birthdate"]!.ToString(), info["phone_number_verified"]!.GetValue<bool>()));
        Assert.Equal(
            ("ул. Ленина, 1\nКазань\n420000\nРоссия", "420000", null),
            (info["address"]!["formatted"]!.ToString(), info["address"]!["postal_code"]!.ToString(), info["address"]!["region"]));
        Assert.All(names, name => Assert.Equal(info[name]!.ToJsonString(), idToken[name]?.ToJsonString()));
    }

    [Fact]
    public async Task UserInfo_IsASignedTokenForAClientRegisteredSo()
    {
        var (_, tokens) = await SignInAsync(TestClients.SignedUserInfo);
        using var http = service.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);

        using var response = await http.GetAsync("/connect/userinfo");

        Assert.Equal("application/jwt", response.Content.Headers.ContentType!.MediaType);
        var (header, claims) = await TokenReader.ReadAsync(service, await response.Content.ReadAsStringAsync());
        Assert.Equal(("RS256", IdentityService.Issuer, TestClients.SignedUserInfo.Id), (header["alg"]!.ToString(), claims["iss"]!.ToString(), claims["aud"]!.ToString()));
        Assert.Equal(("Анна", "Казань"), (claims["given_name"]!.ToString(), claims["address"]!["locality"]!.ToString()));
        Assert.Equal(new JsonWebToken(tokens.IdToken).Subject, claims["sub"]!.ToString());
    }
}
