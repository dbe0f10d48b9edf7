using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>
/// An answer has all its members, null or not, and a later version may add some. Requests stay closed, because the services
/// refuse members they do not know.
/// </summary>
internal sealed class Answers : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Type: JsonSchemaType.Object, Properties: { } members } answer
            || context.Type == typeof(ProblemDetails)
            || context.Type.Name.EndsWith("Request", StringComparison.Ordinal))
        {
            return;
        }

        answer.AdditionalPropertiesAllowed = true;
        answer.Required = members.Keys.ToHashSet();
    }
}
