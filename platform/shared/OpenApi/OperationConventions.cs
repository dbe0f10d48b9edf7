using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>Writes what the endpoints' metadata says and the generator does not read: headers, bodies of patches, scopes.</summary>
internal sealed class OperationConventions : IOperationFilter
{
    private static readonly Dictionary<string, string> StatusDescriptions = new()
    {
        ["200"] = "Done.",
        ["201"] = "Created.",
        ["304"] = "The version named in If-None-Match is the current one.",
        ["400"] = "The request cannot be understood, or fields are not valid.",
        ["401"] = "There is no valid access token.",
        ["403"] = "The token lacks a scope, or the caller may not do this.",
        ["404"] = "There is no such thing for this caller.",
        ["409"] = "The request contradicts what is stored.",
        ["412"] = "If-Match does not name the current version.",
        ["413"] = "The body is too large.",
        ["415"] = "The content type is not supported.",
        ["422"] = "The request is understood, but cannot be carried out.",
        ["428"] = "If-Match is missing.",
        ["429"] = "Too many requests; come back after Retry-After.",
        ["500"] = "Something failed here.",
        ["503"] = "Something that this operation needs cannot be reached; come back after Retry-After.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        if (metadata.OfType<SendsETag>().Any() && context.ApiDescription.HttpMethod == "GET")
        {
            AddHeaderParameter(operation, "If-None-Match", "The ETag of a version you have: the answer is then 304 if it is still the current one.", required: false);
            operation.Responses["304"] = new OpenApiResponse();
        }

        if (metadata.OfType<RequiresIfMatch>().Any())
            AddHeaderParameter(operation, "If-Match", "The ETag of the version that you change.", required: true);
        foreach (var patch in metadata.OfType<PatchOf>())
            MakeMembersOptional(patch, context.SchemaRepository);

        foreach (var (status, answer) in operation.Responses.OrderBy(r => r.Key, StringComparer.Ordinal).ToList())
        {
            // Taken out and put back, so that they stand in the order of their status.
            operation.Responses.Remove(status);
            operation.Responses.Add(status, answer);
            Describe(status, (OpenApiResponse)answer, metadata.OfType<SendsETag>().Any());
        }

        operation.Security = Security(metadata, context.Document);
    }

    private static void Describe(string status, OpenApiResponse answer, bool sendsETag)
    {
        if (StatusDescriptions.TryGetValue(status, out var description))
            answer.Description = description;
        if (sendsETag && status is "200" or "201" or "304")
            AddHeader(answer, "ETag", "The version, for If-Match and If-None-Match.");
        if (status is "201")
            AddHeader(answer, "Location", "The path of what was created.");
        if (status is "401")
            AddHeader(answer, "WWW-Authenticate", "Why, and where the metadata of this resource is (RFC 9728).");
        if (status is "429" or "503")
            AddHeader(answer, "Retry-After", "Seconds to wait.");
    }

    private static void AddHeader(OpenApiResponse answer, string name, string description)
    {
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        answer.Headers[name] = new OpenApiHeader { Description = description, Required = true, Schema = Text() };
    }

    private static void AddHeaderParameter(OpenApiOperation operation, string name, string description, bool required) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Required = required,
            Schema = Text(),
        });

    private static void MakeMembersOptional(PatchOf patch, SchemaRepository schemas)
    {
        if (schemas.TryLookupByType(patch.Document, out var reference)
            && schemas.Schemas[reference.Reference.Id!] is OpenApiSchema schema)
        {
            schema.Required = null;
        }
    }

    private static List<OpenApiSecurityRequirement> Security(IList<object> metadata, Microsoft.OpenApi.OpenApiDocument document)
    {
        var scopes = metadata.OfType<AuthorizationPolicy>()
            .SelectMany(p => p.Requirements.OfType<ScopeRequirement>())
            .Select(r => r.Scope)
            .Distinct()
            .ToList();
        return
        [
            new() { [new OpenApiSecuritySchemeReference(OpenApiDocument.OAuth2, document)] = scopes },
            new() { [new OpenApiSecuritySchemeReference(OpenApiDocument.Bearer, document)] = [] },
        ];
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
