using SaasPlatform.Shared.Mail;
using Xunit;

namespace SaasPlatform.Shared.Tests.Mail;

public sealed class EmailAddressTests
{
    private static readonly string LongLocal = new('a', 64);

    [Theory]
    [InlineData("anna@Example.COM", "anna@example.com")]
    [InlineData(" \tanna@example.com\n", "anna@example.com")]
    [InlineData("\u00a0anna@example.com\u3000", "anna@example.com")]
    [InlineData(" anna@пример.рф ", "anna@xn--e1afmkfd.xn--p1ai")]
    [InlineData("anna@ПРИМЕР.РФ", "anna@xn--e1afmkfd.xn--p1ai")]
    [InlineData("anna@xn--e1afmkfd.xn--p1ai", "anna@xn--e1afmkfd.xn--p1ai")]
    [InlineData("anna@example。com", "anna@example.com")]
    [InlineData("anna@example．com", "anna@example.com")]
    [InlineData("anna@example｡com", "anna@example.com")]
    [InlineData("Anna.P+x@example.com", "Anna.P+x@example.com")]
    [InlineData("o'brien/x=y@example.com", "o'brien/x=y@example.com")]
    [InlineData("анна@example.com", "анна@example.com")]
    [InlineData("rene\u0301@example.com", "ren\u00e9@example.com")]
    public void Parse_GivesTheFormMailIsSentTo(string written, string parsed) => Assert.Equal(parsed, EmailAddress.Parse(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@localhost")]
    [InlineData("anna@.com")]
    [InlineData("anna@example.")]
    [InlineData("anna@example..com")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@exa mple.com")]
    [InlineData("anna@exa_mple.com")]
    [InlineData("anna@127.0.0.1")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("an na@example.com")]
    [InlineData("anna@evil.example@example.com")]
    [InlineData("anna@example.com, boris@example.com")]
    [InlineData("anna@example.com>")]
    [InlineData("<a>@example.com")]
    [InlineData("\"anna\"@example.com")]
    [InlineData("\"an na\"@example.com")]
    [InlineData("anna(comment)@example.com")]
    [InlineData(".anna@example.com")]
    [InlineData("anna.@example.com")]
    [InlineData("an..na@example.com")]
    [InlineData("anna\n@example.com")]
    [InlineData("anna@example.com\r\nBcc: boris@example.com")]
    [InlineData("anna\0@example.com")]
    [InlineData("an\u200bna@example.com")]
    [InlineData("\u202eanna@example.com")]
    [InlineData("anna．x@example.com")]
    [InlineData("anna＠example.com")]
    [InlineData("\u0301anna@example.com")]
    [InlineData("\ud800@example.com")]
    public void Parse_RefusesWhatIsNoAddress(string? written) => Assert.Null(EmailAddress.Parse(written));

    [Fact]
    public void Parse_CountsOctets()
    {
        var domain = $"{new string('b', 63)}.{new string('c', 63)}.{new string('d', 58)}.ru";
        Assert.NotNull(EmailAddress.Parse($"{LongLocal}@{domain}"));
        Assert.Null(EmailAddress.Parse($"{LongLocal}a@example.com"));
        Assert.Null(EmailAddress.Parse($"{LongLocal}@{domain}x"));
        Assert.Null(EmailAddress.Parse($"{new string('я', 33)}@example.com"));
        Assert.Null(EmailAddress.Parse($"anna@{new string('b', 64)}.ru"));
        Assert.Null(EmailAddress.Parse(new string('a', 1_000_000) + "@example.com"));
    }

    [Theory]
    [InlineData("anna@example.com", "ANNA@EXAMPLE.COM")]
    [InlineData("anna@пример.рф", "Anna@XN--E1AFMKFD.xn--p1ai")]
    [InlineData("анна@example.com", "АННА@example.com")]
    [InlineData("ren\u00e9@example.com", "RENE\u0301@example.com")]
    public void Comparable_IsOneForOneMailbox(string one, string other) => Assert.Equal(EmailAddress.Comparable(one), EmailAddress.Comparable(other));

    [Theory]
    [InlineData("mike@example.com", "mıke@example.com")]
    [InlineData("mike@example.com", "mİke@example.com")]
    [InlineData("anna@example.com", "anna@exаmple.com")]
    [InlineData("anna@example.com", "аnna@example.com")]
    public void Comparable_KeepsLookAlikesApart(string one, string other) => Assert.NotEqual(EmailAddress.Comparable(one), EmailAddress.Comparable(other));
}
