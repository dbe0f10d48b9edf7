using System.Globalization;
using System.Text.Json;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Resources;

/// <summary>A scope as it is stored: with the one resource that it leads to.</summary>
internal static class RegisteredScope
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    /// <summary>The stored form of a resource, as the framework writes it.</summary>
    public static string ResourcesOf(string resource) => JsonSerializer.Serialize(new[] { resource }, Relaxed);

    public static string? ResourceOf(StoredScope scope) =>
        string.IsNullOrEmpty(scope.Resources) ? null : JsonSerializer.Deserialize<string[]>(scope.Resources)!.FirstOrDefault();

    public static OpenIddictScopeDescriptor Of(string resource, ScopeDefinition scope)
    {
        var descriptor = new OpenIddictScopeDescriptor
        {
            Name = scope.Name,
            DisplayName = scope.Title.En,
            Description = scope.Description?.En,
            DisplayNames = { [English] = scope.Title.En, [Russian] = scope.Title.Ru },
            Resources = { resource },
        };
        if (scope.Description is { } description)
        {
            descriptor.Descriptions[English] = description.En;
            descriptor.Descriptions[Russian] = description.Ru;
        }

        return descriptor;
    }

    /// <summary>The fields by the names of <see cref="ResourceDefinition"/>; what is empty is left out.</summary>
    public static Dictionary<string, string> Describe(OpenIddictScopeDescriptor scope)
    {
        var fields = new Dictionary<string, string>
        {
            ["resource"] = string.Join(", ", scope.Resources),
            ["title.en"] = scope.DisplayNames.GetValueOrDefault(English) ?? "",
            ["title.ru"] = scope.DisplayNames.GetValueOrDefault(Russian) ?? "",
            ["description.en"] = scope.Descriptions.GetValueOrDefault(English) ?? "",
            ["description.ru"] = scope.Descriptions.GetValueOrDefault(Russian) ?? "",
        };
        return fields.Where(f => f.Value.Length > 0).ToDictionary();
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
