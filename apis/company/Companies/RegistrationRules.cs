using System.ComponentModel.DataAnnotations;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>Which numbers fit which kind of company, and one another.</summary>
internal static class RegistrationRules
{
    /// <summary>What a company is known by, and keeps.</summary>
    public static IEnumerable<ValidationResult> Check(CompanyKind kind, string? inn, string? country, string? registrationNumber)
    {
        var fits = kind switch
        {
            CompanyKind.LegalEntity => Inn.IsLegalEntity(inn),
            CompanyKind.SoleProprietor => Inn.IsPerson(inn),
            _ => inn is null || Inn.IsLegalEntity(inn),
        };
        if (!fits)
        {
            yield return new(
                kind switch
                {
                    CompanyKind.LegalEntity => "The INN of a legal entity has 10 digits and a right check digit.",
                    CompanyKind.SoleProprietor => "The INN of a sole proprietor has 12 digits and two right check digits.",
                    _ => "The INN of a foreign company, where it has one, has 10 digits and a right check digit.",
                },
                ["inn"]);
        }

        if (kind == CompanyKind.ForeignCompany)
        {
            if (country is null || !Country.IsCode(country) || country == Country.Russia)
                yield return new("A foreign company needs the country of its registration: two capital letters of ISO 3166-1, and not RU.", ["country"]);
            if (registrationNumber is null || Company.Comparable(registrationNumber).Length == 0)
                yield return new("A foreign company needs its number in the register of its country.", ["registrationNumber"]);
            yield break;
        }

        if (country is not null)
            yield return new("Only a foreign company has a country of registration.", ["country"]);
        if (registrationNumber is not null)
            yield return new("Only a foreign company has a number in a foreign register.", ["registrationNumber"]);
    }

    public static IEnumerable<ValidationResult> Check(CompanyKind kind, string? kpp, string? ogrn)
    {
        if (kpp is not null && kind == CompanyKind.SoleProprietor)
            yield return new("A sole proprietor has no KPP.", ["kpp"]);
        else if (kpp is not null && !Kpp.IsValid(kpp))
            yield return new("A KPP has nine characters: four digits, two digits or capital Latin letters, three digits.", ["kpp"]);

        if (ogrn is null)
            yield break;
        if (kind == CompanyKind.ForeignCompany)
            yield return new("A foreign company has no OGRN.", ["ogrn"]);
        if (kind == CompanyKind.LegalEntity && !Ogrn.IsLegalEntity(ogrn))
            yield return new("The OGRN of a legal entity has 13 digits and a right check digit.", ["ogrn"]);
        if (kind == CompanyKind.SoleProprietor && !Ogrn.IsSoleProprietor(ogrn))
            yield return new("The OGRNIP of a sole proprietor has 15 digits and a right check digit.", ["ogrn"]);
    }

    /// <summary>What is the same for every kind. The keys of the accounts cover the bank, so that they are checked with it.</summary>
    public static IEnumerable<ValidationResult> CheckDetails(string? okved, string? bik, string? settlementAccount, string? correspondentAccount)
    {
        if (okved is not null && !Okved.IsValid(okved))
            yield return new("An OKVED code has two to six digits, with a point after every second one, as 62.01.", ["okved"]);

        if (bik is not null && !Bik.IsValid(bik))
            yield return new("A BIK has nine digits, of which the first is 0.", ["bik"]);
        else if (bik is null && (settlementAccount ?? correspondentAccount) is not null)
            yield return new("An account needs the BIK of its bank.", ["bik"]);
        if (!Bik.IsValid(bik))
            yield break;

        if (settlementAccount is not null && !BankAccount.IsSettlement(settlementAccount, bik!))
            yield return new("The settlement account has 20 digits, with a control key that fits the BIK.", ["settlementAccount"]);
        if (correspondentAccount is not null && !BankAccount.IsCorrespondent(correspondentAccount, bik!))
            yield return new("The correspondent account has 20 digits, with a control key that fits the BIK.", ["correspondentAccount"]);
    }
}
