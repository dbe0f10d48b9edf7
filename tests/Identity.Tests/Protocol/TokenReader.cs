using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace SaasPlatform.Identity.Tests.Protocol;

/// <summary>Verifies and reads tokens with nothing but what the provider publishes.</summary>
public static class TokenReader
{
    /// <summary>Verifies a signature and gives header and payload.</summary>
    public static async Task<(JsonObject Header, JsonObject Payload)> ReadAsync(IdentityService service, string? token)
    {
        using var http = service.Client();
        var keys = new JsonWebKeySet(await http.GetStringAsync("/.well-known/jwks"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = IdentityService.Issuer,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        var parts = token!.Split('.');
        return (Decode(parts[0]), Decode(parts[1]));
    }

    private static JsonObject Decode(string part) => JsonNode.Parse(Base64UrlEncoder.Decode(part))!.AsObject();
}
