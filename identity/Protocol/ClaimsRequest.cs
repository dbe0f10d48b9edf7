using System.Text.Json;

namespace SaasPlatform.Identity.Protocol;

/// <summary>One claim that a client asks for (OIDC Core section 5.5.1).</summary>
/// <param name="IsEssential">Whether the client says that it cannot do without.</param>
/// <param name="Values">The values that it would take; empty for any.</param>
public sealed record RequestedClaim(bool IsEssential, IReadOnlyList<string> Values);

/// <summary>The <c>claims</c> parameter of an authorization request (OIDC Core section 5.5): single claims, and where they shall be.</summary>
public sealed record ClaimsRequest(IReadOnlyDictionary<string, RequestedClaim> IdToken, IReadOnlyDictionary<string, RequestedClaim> UserInfo)
{
    /// <summary>The longest one that is read.</summary>
    public const int LongestText = 4_096;

    public static readonly ClaimsRequest None = new(new Dictionary<string, RequestedClaim>(), new Dictionary<string, RequestedClaim>());

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The subject that the client expects, where it names one.</summary>
    public string? Subject => IdToken.GetValueOrDefault("sub") is { Values: [var only] } ? only : null;

    /// <summary>Reads the parameter. Claims and members that nobody knows are passed over.</summary>
    /// <returns>None for an absent parameter; null where it cannot be read.</returns>
    public static ClaimsRequest? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return None;
        if (text.Length > LongestText)
            return null;

        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && Read(root, "id_token") is { } idToken && Read(root, "userinfo") is { } userInfo
                ? new(idToken, userInfo)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, RequestedClaim>? Read(JsonElement root, string member)
    {
        var claims = new Dictionary<string, RequestedClaim>(StringComparer.Ordinal);
        if (!root.TryGetProperty(member, out var list) || list.ValueKind == JsonValueKind.Null)
            return claims;
        if (list.ValueKind != JsonValueKind.Object)
            return null;

        foreach (var claim in list.EnumerateObject())
        {
            if (claim.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object))
                return null;
            claims[claim.Name] = claim.Value.ValueKind == JsonValueKind.Null ? new(false, []) : ReadClaim(claim.Value);
        }

        return claims;
    }

    private static RequestedClaim ReadClaim(JsonElement claim)
    {
        var isEssential = claim.TryGetProperty("essential", out var essential) && essential.ValueKind == JsonValueKind.True;
        if (claim.TryGetProperty("value", out var value))
            return new(isEssential, [value.ToString()]);
        return claim.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? new(isEssential, [.. values.EnumerateArray().Select(v => v.ToString())])
            : new(isEssential, []);
    }
}
