using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>
/// The generator writes a property of another schema's type as <c>allOf</c> with one reference, and adds null to the type
/// where null is allowed: nothing satisfies that. Here it becomes <c>oneOf</c> null and the reference, or the reference alone.
/// </summary>
internal sealed class NullableReferences : IDocumentFilter
{
    public void Apply(Microsoft.OpenApi.OpenApiDocument document, DocumentFilterContext context)
    {
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
            Rewrite(schema);

        foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                parameter.Schema = Replace(parameter.Schema);
            foreach (var media in Media(operation))
                media.Schema = Replace(media.Schema);
        }
    }

    private static IEnumerable<OpenApiMediaType> Media(OpenApiOperation operation) =>
        new[] { operation.RequestBody?.Content }
            .Concat(operation.Responses?.Values.Select(r => r.Content) ?? [])
            .SelectMany(content => content?.Values ?? Enumerable.Empty<IOpenApiMediaType>())
            .OfType<OpenApiMediaType>();

    private static void Rewrite(IOpenApiSchema? schema)
    {
        if (schema is not OpenApiSchema owned)
            return;

        foreach (var name in owned.Properties?.Keys.ToList() ?? [])
            owned.Properties![name] = Replace(owned.Properties[name], describeUse: true)!;
        owned.Items = Replace(owned.Items);
        owned.AdditionalProperties = Replace(owned.AdditionalProperties);
    }

    /// <summary>A property says what it means there; anywhere else the schema's own description is enough.</summary>
    private static IOpenApiSchema? Replace(IOpenApiSchema? schema, bool describeUse = false)
    {
        Rewrite(schema);
        if (schema is not OpenApiSchema { AllOf: [OpenApiSchemaReference reference] } wrapper)
            return schema;

        if (wrapper.Type is { } type && type.HasFlag(JsonSchemaType.Null))
        {
            return new OpenApiSchema
            {
                Description = wrapper.Description,
                OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference],
            };
        }

        if (wrapper.Default is not null)
            return wrapper;
        if (describeUse && wrapper.Description is not null)
            reference.Description = wrapper.Description;
        return reference;
    }
}
