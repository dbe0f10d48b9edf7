using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SaasPlatform.Shared.Http;

/// <summary>Reads a merge patch and checks its members one by one, so that the answer can name every wrong one.</summary>
internal static class MergePatchBody
{
    internal const string ContentType = "application/merge-patch+json";

    internal static void RequireContentType(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestProblemException(
                StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType,
                "The content type of the body is not supported.", $"Send the change as {ContentType} (RFC 7396).");
        }
    }

    internal static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            var node = await JsonNode.ParseAsync(request.Body, documentOptions: strict, cancellationToken: cancellationToken);
            // Counting reads every member's name, so a name that is no text fails here and not later.
            return node is JsonObject { Count: >= 0 } patch ? patch : throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new RequestProblemException(
                StatusCodes.Status400BadRequest, ProblemCodes.MalformedJson, "The body is not a JSON object without repeated members.");
        }
    }

    internal static void Check(JsonObject patch, JsonTypeInfo type)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (name, value) in patch)
        {
            if (WhatIsWrong(value, type.Properties.FirstOrDefault(p => p.Name == name)) is { } message)
                errors[name] = [message];
        }

        if (errors.Count > 0)
        {
            throw new RequestProblemException(
                StatusCodes.Status400BadRequest, ProblemCodes.ValidationFailed, ProblemCodes.ValidationTitle)
            { Errors = errors };
        }
    }

    private static string? WhatIsWrong(JsonNode? value, JsonPropertyInfo? property)
    {
        if (property is null)
            return "There is no such field to change.";
        if (value is null)
            return IsNullable(property) ? null : "The field cannot be cleared.";

        try
        {
            value.Deserialize(property.PropertyType, property.Options);
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "The value has the wrong type or is not one of those allowed.";
        }
    }

    private static bool IsNullable(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType
            && property.AttributeProvider is PropertyInfo member
            && new NullabilityInfoContext().Create(member).WriteState is NullabilityState.Nullable);
}
