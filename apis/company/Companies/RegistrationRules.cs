using System.ComponentModel.DataAnnotations;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>Which identifiers fit which kind of company.</summary>
internal static class RegistrationRules
{
    public static IEnumerable<ValidationResult> Check(CompanyKind kind, string inn)
    {
        var fits = kind == CompanyKind.LegalEntity ? Inn.IsLegalEntity(inn) : Inn.IsPerson(inn);
        if (!fits)
        {
            yield return new(
                kind == CompanyKind.LegalEntity
                    ? "The INN of a legal entity has 10 digits and a right check digit."
                    : "The INN of a sole proprietor has 12 digits and two right check digits.",
                ["inn"]);
        }
    }

    public static IEnumerable<ValidationResult> Check(CompanyKind kind, string? kpp, string? ogrn)
    {
        if (kpp is not null && kind == CompanyKind.SoleProprietor)
            yield return new("A sole proprietor has no KPP.", ["kpp"]);
        else if (kpp is not null && !Kpp.IsValid(kpp))
            yield return new("A KPP has nine characters: four digits, two digits or capital Latin letters, three digits.", ["kpp"]);

        if (ogrn is null)
            yield break;
        if (kind == CompanyKind.LegalEntity && !Ogrn.IsLegalEntity(ogrn))
            yield return new("The OGRN of a legal entity has 13 digits and a right check digit.", ["ogrn"]);
        if (kind == CompanyKind.SoleProprietor && !Ogrn.IsSoleProprietor(ogrn))
            yield return new("The OGRNIP of a sole proprietor has 15 digits and a right check digit.", ["ogrn"]);
    }
}
