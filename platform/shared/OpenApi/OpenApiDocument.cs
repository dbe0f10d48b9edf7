using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using SaasPlatform.Shared.Hosting;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>The OpenAPI 3.1 document of a service: at <c>/openapi/v1.json</c>, and as a page to read and try at <c>/docs</c>.</summary>
public static class OpenApiDocument
{
    internal const string Name = "v1";
    internal const string OAuth2 = "oauth2";
    internal const string Bearer = "bearer";

    /// <summary>Describes the service by its endpoints.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="title">The name of the API.</param>
    /// <param name="description">What it is for, in a sentence or two; Markdown.</param>
    /// <param name="scopes">The scopes of its operations, each with what it allows.</param>
    public static void AddOpenApiDocument(
        this WebApplicationBuilder builder, string title, string description, params (string Name, string Allows)[] scopes)
    {
        var issuer = Addresses.Read(builder.Configuration).Identity;

        builder.Services.AddEndpointsApiExplorer();
        // Both paths on which the generator writes a document: our endpoint, and its own command-line tool.
        builder.Services.Configure<SwaggerOptions>(o => o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        // The default reads MVC's JSON options, which Razor Pages bring along and which know nothing of ours.
        builder.Services.AddSingleton<ISerializerDataContractResolver>(s => new JsonSerializerDataContractResolver(
            s.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions,
            s.GetRequiredService<IOptions<SchemaGeneratorOptions>>().Value));
        builder.Services.AddSingleton<DocumentBytes>();
        builder.Services.AddSwaggerGen(generator =>
        {
            generator.SwaggerDoc(Name, Info(title, description));
            generator.AddServer(new OpenApiServer { Url = "/", Description = "This service" });
            generator.UseSchemaConventions();
            generator.AddSecurityDefinition(OAuth2, AuthorizationCode(issuer, scopes));
            generator.AddSecurityDefinition(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An access token that was obtained elsewhere, for example with client credentials.",
            });
        });
    }

    private static OpenApiInfo Info(string title, string description) => new()
    {
        Title = title,
        Version = Name,
        Description = description,
        Contact = new() { Name = "SaasPlatform support", Email = "support@saasplatform.example" },
        License = new() { Name = "Apache-2.0", Url = new Uri("https://www.apache.org/licenses/LICENSE-2.0") },
    };

    private static OpenApiSecurityScheme AuthorizationCode(Uri issuer, (string Name, string Allows)[] scopes) => new()
    {
        Type = SecuritySchemeType.OAuth2,
        Description = "Sign in as a person: authorization code with PKCE.",
        Flows = new()
        {
            AuthorizationCode = new()
            {
                AuthorizationUrl = new Uri(issuer, "connect/authorize"),
                TokenUrl = new Uri(issuer, "connect/token"),
                RefreshUrl = new Uri(issuer, "connect/token"),
                Scopes = scopes.ToDictionary(s => s.Name, s => s.Allows),
            },
        },
    };
}
