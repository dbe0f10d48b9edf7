using System.Text.Json;

namespace SaasPlatform.Shared.Http;

internal static class FieldNames
{
    /// <summary>A validator's path in the names of the JSON: <c>Address.PostalCode</c> → <c>address.postalCode</c>.</summary>
    public static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
