using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace SaasPlatform.Identity.Accounts;

/// <summary>What a protected reference is good for; one for another purpose is none.</summary>
public enum LinkPurpose
{
    /// <summary>In the mail that confirms the address of a registration.</summary>
    ConfirmRegistration,

    /// <summary>In the cookie of the browser that registered.</summary>
    RegisteringBrowser,

    /// <summary>In the mail to who forgot the password.</summary>
    ResetPassword,
}

/// <summary>A reference that was made here.</summary>
/// <param name="Id">The row it names.</param>
/// <param name="HasExpired">Whether its time is over.</param>
public sealed record LinkToken(Guid Id, bool HasExpired);

/// <summary>
/// References to rows that nobody else can make. They are made when they are needed and kept nowhere: neither the database nor
/// the outbox holds one that could be used.
/// </summary>
public sealed class LinkTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Length = 24;

    public string Create(LinkPurpose purpose, Guid id, DateTimeOffset expiresAt)
    {
        var content = new byte[Length];
        id.TryWriteBytes(content, bigEndian: true, out var written);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(written), expiresAt.ToUnixTimeSeconds());
        return WebEncoders.Base64UrlEncode(Protector(purpose).Protect(content));
    }

    /// <summary>Gives what a token says; nothing where it was not made here, or for something else.</summary>
    public LinkToken? Read(LinkPurpose purpose, string? token)
    {
        try
        {
            var content = string.IsNullOrEmpty(token) ? [] : Protector(purpose).Unprotect(WebEncoders.Base64UrlDecode(token));
            if (content.Length != Length)
                return null;
            var expiresAt = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(16));
            return new LinkToken(new Guid(content.AsSpan(0, 16), bigEndian: true), clock.GetUtcNow().ToUnixTimeSeconds() >= expiresAt);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector(LinkPurpose purpose) => protection.CreateProtector("SaasPlatform.Identity.Links", purpose.ToString());
}
