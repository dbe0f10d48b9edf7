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

    [Theory]
    [InlineData("044525225", true)]
    [InlineData("004525988", true)] // the Treasury's
    [InlineData("144525225", false)]
    [InlineData("000000000", false)]
    [InlineData("04452522", false)]
    [InlineData("0445252255", false)]
    [InlineData("04452522A", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Bik_HasNineDigitsOfWhichTheFirstIsZero(string? bik, bool valid) => Assert.Equal(valid, Bik.IsValid(bik));

    [Theory]
    [InlineData("40602810700000000025", "049805746", true)] // the example of the Bank of Russia
    [InlineData("40702810600014307627", "044525545", true)]
    [InlineData("40602810900000000025", "049805000", true)] // at a settlement centre, by its branch
    [InlineData("03100643000000017300", "004525988", true)] // the Treasury's has no key
    [InlineData("40602810800000000025", "049805746", false)]
    [InlineData("40702810600013407627", "044525545", false)] // two digits swapped
    [InlineData("40702810600014307627", "044525225", false)] // at another bank
    [InlineData("4070281060001430762", "044525545", false)]
    [InlineData("407028106000143076270", "044525545", false)]
    [InlineData("4070281060001430762A", "044525545", false)]
    [InlineData("00000000000000000000", "044525545", false)]
    [InlineData(null, "044525545", false)]
    public void BankAccount_SettlementAccountHasAKeyThatFitsTheBank(string? account, string bik, bool valid) => Assert.Equal(valid, BankAccount.IsSettlement(account, bik));

    [Theory]
    [InlineData("30101810800000000746", "049805746", true)] // the example of the Bank of Russia
    [InlineData("30101810400000000225", "044525225", true)]
    [InlineData("40102810545370000003", "004525988", true)] // the single account of the Treasury
    [InlineData("30101810500000000225", "044525225", false)]
    [InlineData("30101810400000000225", "049805746", false)] // of another branch of the Bank of Russia
    [InlineData("3010181040000000022", "044525225", false)]
    [InlineData(null, "044525225", false)]
    public void BankAccount_CorrespondentAccountHasAKeyThatFitsTheBranch(string? account, string bik, bool valid) => Assert.Equal(valid, BankAccount.IsCorrespondent(account, bik));

    [Theory]
    [InlineData("62", true)]
    [InlineData("62.0", true)]
    [InlineData("62.01", true)]
    [InlineData("62.01.1", true)]
    [InlineData("62.01.11", true)]
    [InlineData("01", true)]
    [InlineData("00", false)]
    [InlineData("6", false)]
    [InlineData("620", false)]
    [InlineData("62.", false)]
    [InlineData("62.01.", false)]
    [InlineData("62.01.111", false)]
    [InlineData("62,01", false)]
    [InlineData("A1.01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Okved_HasUpToSixDigitsWithAPointAfterEverySecond(string? okved, bool valid) => Assert.Equal(valid, Okved.IsValid(okved));
}
