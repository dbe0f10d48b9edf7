using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>Where an entry comes from.</summary>
public enum RegistrySource
{
    /// <summary>A file on this machine: nobody was asked.</summary>
    Offline,

    /// <summary>DaData, which follows the state registers of legal entities and sole proprietors.</summary>
    DaData,
}

/// <summary>Something that knows companies by their taxpayer number.</summary>
internal interface ICompanyRegistry
{
    RegistrySource Source { get; }

    /// <summary>Asks for a company now.</summary>
    /// <param name="inn">A well-formed INN.</param>
    /// <param name="kpp">The KPP of the office that is meant; null for the head office, or for a sole proprietor.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The entry; null where the registry says that there is none.</returns>
    /// <exception cref="UnavailableException">
    /// <c>registry_unavailable</c>: it cannot be reached or gives no sense. <c>registry_quota_exceeded</c>: it answers no more for now.
    /// </exception>
    Task<RegistryRecord?> FindAsync(string inn, string? kpp, CancellationToken cancellationToken);
}
