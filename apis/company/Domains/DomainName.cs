using System.Collections.Frozen;
using System.Globalization;
using SaasPlatform.Shared.Mail;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>The domain of e-mail addresses, written in one form.</summary>
public static class DomainName
{
    /// <summary>A name in the DNS has 253 characters at most, and that of the record is longer than the domain's (RFC 1035 section 2.3.4).</summary>
    public const int MaxLength = 253 - 1 - 23;

    private static readonly IdnMapping Idn = new();

    /// <summary>Domains in which strangers have addresses.</summary>
    private static readonly FrozenSet<string> FreeMail = Read("free-mail-domains.txt");

    /// <summary>Some of the names under which registries sell domains. What is missing there nobody can prove either.</summary>
    private static readonly FrozenSet<string> PublicSuffixes = Read("public-suffixes.txt");

    /// <summary>
    /// The domain as that of an address is written (<see cref="EmailAddress.Parse"/>): lower-case ASCII, international names as IDNA has them. Null
    /// where it can be the domain of no address: a single label, an IP address, what is too long.
    /// </summary>
    public static string? Parse(string? written)
    {
        var name = (written ?? "").Trim();
        // The full stop of the root.
        name = name.EndsWith('.') ? name[..^1] : name;
        return !name.Contains('@', StringComparison.Ordinal) && EmailAddress.Parse($"a@{name}") is { } address && address.Length - 2 <= MaxLength ? address[2..] : null;
    }

    /// <summary>The domain of an address; null where it has none.</summary>
    public static string? Of(string email) => EmailAddress.Parse(email) is { } address ? address[(address.LastIndexOf('@') + 1)..] : null;

    /// <summary>As people read it.</summary>
    public static string Readable(string name)
    {
        try
        {
            return Idn.GetUnicode(name);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    /// <summary>Whether anybody can have an address there.</summary>
    public static bool IsFreeMail(string name) => FreeMail.Contains(name);

    /// <summary>Whether it is no domain of somebody's, but one that domains are sold under.</summary>
    public static bool IsPublicSuffix(string name) => PublicSuffixes.Contains(name);

    private static FrozenSet<string> Read(string file)
    {
        using var reader = new StreamReader(typeof(DomainName).Assembly.GetManifestResourceStream(typeof(DomainName), file)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith('#')).SelectMany(l => l.Split(' ')).ToFrozenSet(StringComparer.Ordinal);
    }
}
