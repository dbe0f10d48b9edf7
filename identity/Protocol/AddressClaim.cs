using System.Text.Json;
using System.Text.Json.Serialization;
using SaasPlatform.Identity.Accounts;

namespace SaasPlatform.Identity.Protocol;

/// <summary>The claim <c>address</c> (OIDC Core section 5.1.1); members that are not known are left out.</summary>
internal sealed record AddressClaim(
    [property: JsonPropertyName("formatted")] string Formatted,
    [property: JsonPropertyName("street_address"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StreetAddress,
    [property: JsonPropertyName("locality"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Locality,
    [property: JsonPropertyName("region"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Region,
    [property: JsonPropertyName("postal_code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PostalCode,
    [property: JsonPropertyName("country"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Country)
{
    public static AddressClaim? Of(PostalAddress? address)
    {
        if (address is null)
            return null;

        string?[] lines = [address.StreetAddress, address.Locality, address.Region, address.PostalCode, address.Country];
        var formatted = string.Join('\n', lines.Where(l => !string.IsNullOrEmpty(l)));
        return formatted.Length == 0
            ? null
            : new(formatted, address.StreetAddress, address.Locality, address.Region, address.PostalCode, address.Country);
    }

    public Dictionary<string, object> ToDictionary() =>
        JsonSerializer.SerializeToElement(this).EnumerateObject().ToDictionary(m => m.Name, m => (object)m.Value.GetString()!);
}
