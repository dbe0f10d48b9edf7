using System.Text;
using SaasPlatform.CompanyApi.Companies;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>
/// Whether a company is the one that the register has. It is where the register has it in force, the INN, and KPP and OGRN where the
/// company gives them, are the head office's there, and its full name is the registered full or short one. Names are compared by their
/// letters and digits, without regard to case, to Ё and Е, quotes, dashes and spaces. The everyday name is nobody's to check, and of the
/// address people write what they like.
/// </summary>
internal static class RegistryMatch
{
    public static bool Matches(this RegistryRecord record, Company company) =>
        record.Status == RegistryStatus.Active
        && record.Inn == company.Inn
        && (company.Kpp is null || company.Kpp == record.Kpp)
        && (company.Ogrn is null || company.Ogrn == record.Ogrn)
        && Comparable(company.FullName) is { Length: > 0 } name
        && (name == Comparable(record.FullName) || name == Comparable(record.ShortName ?? ""));

    /// <summary>What of a company a match, or a confirmation, rests on and can change: it falls away with any of it.</summary>
    public static (string? Kpp, string? Ogrn, string Name) Identity(this Company company) => (company.Kpp, company.Ogrn, Comparable(company.FullName));

    private static string Comparable(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit)).ToUpperInvariant().Replace('Ё', 'Е');
}
