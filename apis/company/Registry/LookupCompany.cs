using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>A company as the state register has it.</summary>
/// <param name="Kind">What kind of taxpayer it is.</param>
/// <param name="Inn">The taxpayer number.</param>
/// <param name="Kpp">The reason code of this office's tax registration, of legal entities only.</param>
/// <param name="Ogrn">The state registration number: 13 digits, or 15 for a sole proprietor.</param>
/// <param name="FullName">The name as registered.</param>
/// <param name="ShortName">The short name as registered.</param>
/// <param name="LegalAddress">The registered address, one line.</param>
/// <param name="Okved">The code of the main activity.</param>
/// <param name="Status">In which state it is; null where the registry does not say, or says what is not known here.</param>
/// <param name="StatusDate">The day of the liquidation, where it is liquidated.</param>
/// <param name="RegistrationDate">The day of its registration.</param>
/// <param name="IsBranch">Whether this office is a branch.</param>
/// <param name="CheckedAt">When the registry said so.</param>
/// <param name="IsStale">Whether this is an old copy, because the registry cannot be asked now.</param>
/// <param name="Source">Who said so; offline where this installation has no registry and answers from a file.</param>
public sealed record RegistryEntryResponse(
    CompanyKind Kind,
    string Inn,
    string? Kpp,
    string? Ogrn,
    string FullName,
    string? ShortName,
    string? LegalAddress,
    string? Okved,
    RegistryStatus? Status,
    DateOnly? StatusDate,
    DateOnly? RegistrationDate,
    bool IsBranch,
    DateTimeOffset CheckedAt,
    bool IsStale,
    RegistrySource Source);

internal static class LookupCompany
{
    public static async Task<Results<Ok<RegistryEntryResponse>, ProblemHttpResult>> HandleAsync(
        [Description("The taxpayer number: 10 digits for a legal entity, 12 for a sole proprietor.")] string inn,
        [Description("The KPP of the office that is meant; absent for the head office.")] string? kpp,
        RegistryLookups lookups,
        CancellationToken cancellationToken)
    {
        if (!Inn.IsValid(inn))
            return Problems.ValidationFailed("inn", "The INN must have 10 or 12 digits and a right checksum.");
        if (RegistrationRules.Check(RegistryRecord.KindOf(inn), kpp, ogrn: null).FirstOrDefault() is { } wrong)
            return Problems.ValidationFailed("kpp", wrong.ErrorMessage!);

        var lookup = await lookups.FindAsync(inn, kpp, cancellationToken);
        if (lookup.Record is not { } record)
        {
            return Problems.NotFound(
                "registry_not_found", "The registry has no such company.",
                lookup.Source == RegistrySource.Offline
                    ? "The registry is offline in this installation and knows the entries of a file alone. Fill in the form by hand."
                    : "Check the INN, and the KPP of a branch. What was registered in the last days may not be known yet: fill in the form by hand.");
        }

        return TypedResults.Ok(new RegistryEntryResponse(
            RegistryRecord.KindOf(record.Inn), record.Inn, record.Kpp, record.Ogrn, record.FullName, record.ShortName, record.LegalAddress,
            record.Okved, record.Status, record.StatusDate, record.RegistrationDate, record.IsBranch, lookup.CheckedAt, lookup.IsStale, lookup.Source));
    }
}
