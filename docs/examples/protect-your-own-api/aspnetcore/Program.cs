using Microsoft.AspNetCore.Authorization;

var builder = WebApplication.CreateBuilder(args);
var issuer = builder.Configuration["ISSUER"]!;

builder.Services.AddAuthentication().AddJwtBearer(bearer =>
{
    bearer.Authority = issuer;
    bearer.RequireHttpsMetadata = issuer.StartsWith("https:", StringComparison.Ordinal);
    bearer.MapInboundClaims = false;
    bearer.TokenValidationParameters.ValidAudience = builder.Configuration["AUDIENCE"];
    // Other tokens of the same issuer, ID tokens for instance, are not access tokens (RFC 9068 section 4).
    bearer.TokenValidationParameters.ValidTypes = ["at+jwt"];
    bearer.TokenValidationParameters.ValidAlgorithms = ["RS256"];
});
builder.Services.AddAuthorizationBuilder()
    .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
    .AddPolicy("invoices.read", policy => policy.RequireAuthenticatedUser()
        .RequireAssertion(context => context.User.FindFirst("scope")?.Value.Split(' ').Contains("invoices.read") == true));

var app = builder.Build();
app.MapGet("/invoices", () => new[] { new { number = "2026-001" } }).RequireAuthorization("invoices.read");
app.Run();
