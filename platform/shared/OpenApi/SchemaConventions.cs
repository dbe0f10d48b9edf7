using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SaasPlatform.Shared.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SaasPlatform.Shared.OpenApi;

internal static class SchemaConventions
{
    public static void UseSchemaConventions(this SwaggerGenOptions generator)
    {
        generator.SupportNonNullableReferenceTypes();
        generator.NonNullableReferenceTypesAsRequired();
        // With this a nullable reference keeps its null; NullableReferences rewrites what it makes of it.
        generator.UseAllOfToExtendReferenceSchemas();
        generator.DescribeAllParametersInCamelCase();
        generator.CustomSchemaIds(SchemaId);
        generator.MapType<decimal>(() => new OpenApiSchema { Type = JsonSchemaType.Number });
        generator.MapType<long>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "int64", Pattern = "^-?[0-9]+$" });
        generator.SchemaFilter<ProblemSchema>();
        generator.SchemaFilter<Answers>();
        generator.OperationFilter<OperationConventions>();
        generator.DocumentFilter<NullableReferences>();
        generator.DocumentFilter<TagDescriptions>();
        foreach (var assembly in new[] { Assembly.GetExecutingAssembly() }.Concat(Services()))
            IncludeComments(generator, assembly);
    }

    /// <summary><c>CompanyResponse</c> → <c>Company</c>; <c>Page&lt;CompanyResponse&gt;</c> → <c>PageOfCompany</c>.</summary>
    private static string SchemaId(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (type.IsGenericType)
            name += "Of" + string.Concat(type.GetGenericArguments().Select(SchemaId));
        return name.EndsWith("Response", StringComparison.Ordinal) ? name[..^"Response".Length] : name;
    }

    private static IEnumerable<Assembly> Services() => AppDomain.CurrentDomain.GetAssemblies()
        .Where(a => a.GetReferencedAssemblies().Any(r => r.Name == typeof(Page<>).Assembly.GetName().Name));

    private static void IncludeComments(SwaggerGenOptions generator, Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        if (File.Exists(file))
            generator.IncludeXmlComments(file);
    }
}
