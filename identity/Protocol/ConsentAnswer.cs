using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace SaasPlatform.Identity.Protocol;

/// <summary>
/// How the consent page tells the authorization endpoint that the person refused: a short-lived token that holds for one
/// account, one client and one request, so that nobody can refuse, or repeat a refusal, for somebody else.
/// </summary>
public sealed class ConsentAnswer(IDataProtectionProvider protection)
{
    /// <summary>The parameter of the authorization request that carries the token.</summary>
    public const string Parameter = "consent";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("SaasPlatform.Identity.ConsentAnswer").ToTimeLimitedDataProtector();

    /// <summary>Makes the token for a refusal.</summary>
    /// <param name="accountId">Who refused.</param>
    /// <param name="clientId">The client that asked.</param>
    /// <param name="authorizeUrl">The request, as the consent page got it in <c>returnUrl</c>.</param>
    public string Refused(Guid accountId, string clientId, string authorizeUrl) =>
        _protector.Protect(Statement(accountId, clientId, authorizeUrl), Lifetime);

    /// <summary>Whether a token says that this person refused this request of this client.</summary>
    public bool IsRefusal(string? token, Guid accountId, string clientId, string authorizeUrl)
    {
        if (string.IsNullOrEmpty(token))
            return false;

        try
        {
            return _protector.Unprotect(token) == Statement(accountId, clientId, authorizeUrl);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string Statement(Guid accountId, string clientId, string authorizeUrl)
    {
        var at = authorizeUrl.IndexOf('?', StringComparison.Ordinal);
        var parameters = QueryHelpers.ParseQuery(at < 0 ? string.Empty : authorizeUrl[at..])
            .Where(p => p.Key is not Parameter)
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{p.Key}={p.Value}");
        var request = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parameters)));
        return $"refused {accountId} {clientId} {Convert.ToHexStringLower(request)}";
    }
}
