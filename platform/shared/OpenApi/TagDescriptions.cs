using Microsoft.OpenApi;
using SaasPlatform.Shared.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SaasPlatform.Shared.OpenApi;

/// <summary>Says of each tag what its operations are about, as the groups of endpoints say it.</summary>
internal sealed class TagDescriptions : IDocumentFilter
{
    public void Apply(Microsoft.OpenApi.OpenApiDocument document, DocumentFilterContext context) =>
        document.Tags = context.ApiDescriptions
            .SelectMany(operation => operation.ActionDescriptor.EndpointMetadata.OfType<DescribedTag>())
            .DistinctBy(tag => tag.Name)
            .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })
            .ToHashSet();
}
