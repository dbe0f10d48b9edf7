using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>A problem as this platform writes it, which is more than the framework's type says.</summary>
internal sealed class ProblemSchema : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(ProblemDetails) || schema is not OpenApiSchema problem)
            return;

        problem.Description = "Why a request was refused or failed (RFC 9457).";
        problem.AdditionalPropertiesAllowed = true;
        problem.AdditionalProperties = null;
        problem.Required = new HashSet<string> { "type", "title", "status", "code", "traceId" };
        problem.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The kind of problem, a URI that ends in the code.", "urn:saasplatform:problem:validation_failed"),
            ["title"] = Text("The kind of problem in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = Text("What would be right in this case."),
            ["instance"] = Text("The occurrence, where it has an address of its own."),
            ["code"] = Text("Stable and meant for programs.", "validation_failed"),
            ["traceId"] = Text("Names the request in our logs: quote it when you ask for help."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Messages by field, where fields are wrong.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
        };
    }

    private static OpenApiSchema Text(string? description, string? example = null) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Examples = example is null ? null : [JsonValue.Create(example)],
    };
}
