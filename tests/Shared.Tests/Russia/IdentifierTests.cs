using SaasPlatform.Shared.Russia;
using Xunit;

namespace SaasPlatform.Shared.Tests.Russia;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("7707083893", true)]
    [InlineData("6663003127", true)]
    [InlineData("7736050003", true)]
    [InlineData("7707000030", true)] // remainder 10 counts as 0
    [InlineData("7707083894", false)]
    [InlineData("0000000000", false)]
    [InlineData("770708389", false)]
    [InlineData("77070838930", false)]
    [InlineData("771234567859", false)] // a person's
    [InlineData("77070 8389", false)]
    [InlineData("٧٧٠٧٠٨٣٨٩٣", false)] // digits, but not ASCII
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Inn_LegalEntityHasTenDigitsAndARightCheckDigit(string? inn, bool valid) => Assert.Equal(valid, Inn.IsLegalEntity(inn));

    [Theory]
    [InlineData("771234567859", true)]
    [InlineData("771234567858", false)] // second check digit
    [InlineData("771234567849", false)] // first check digit
    [InlineData("000000000000", false)]
    [InlineData("7707083893", false)]
    [InlineData("7712345678590", false)]
    [InlineData(null, false)]
    public void Inn_PersonHasTwelveDigitsAndTwoRightCheckDigits(string? inn, bool valid) => Assert.Equal(valid, Inn.IsPerson(inn));

    [Theory]
    [InlineData("7707083893", true)]
    [InlineData("771234567859", true)]
    [InlineData("7707083894", false)]
    [InlineData(null, true)] // absent is for Required to refuse
    [InlineData("", false)]
    public void InnAttribute_EitherKindIsValid(string? inn, bool valid) => Assert.Equal(valid, new InnAttribute().IsValid(inn));

    [Theory]
    [InlineData("1027700132195", true)]
    [InlineData("1026605606620", true)]
    [InlineData("1027700070518", true)]
    [InlineData("1027700000020", true)] // remainder 10 counts as 0
    [InlineData("1027700132196", false)]
    [InlineData("0000000000000", false)]
    [InlineData("102770013219", false)]
    [InlineData("325774600123451", false)]
    [InlineData(null, false)]
    public void Ogrn_LegalEntityHasThirteenDigitsAndARightCheckDigit(string? ogrn, bool valid) => Assert.Equal(valid, Ogrn.IsLegalEntity(ogrn));

    [Theory]
    [InlineData("325774600123451", true)]
    [InlineData("316774600000010", true)] // remainder 10 counts as 0
    [InlineData("325774600123452", false)]
    [InlineData("000000000000000", false)]
    [InlineData("1027700132195", false)]
    [InlineData(null, false)]
    public void Ogrn_SoleProprietorHasFifteenDigitsAndARightCheckDigit(string? ogrn, bool valid) => Assert.Equal(valid, Ogrn.IsSoleProprietor(ogrn));

    [Theory]
    [InlineData("770701001", true)]
    [InlineData("7707AB001", true)]
    [InlineData("77070Z001", true)]
    [InlineData("7707ab001", false)]
    [InlineData("7707АВ001", false)] // Cyrillic
    [InlineData("A70701001", false)]
    [InlineData("77070100A", false)]
    [InlineData("000000000", false)]
    [InlineData("77070100", false)]
    [InlineData("7707010011", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Kpp_HasFourDigitsTwoDigitsOrLettersAndThreeDigits(string? kpp, bool valid) => Assert.Equal(valid, Kpp.IsValid(kpp));
}
