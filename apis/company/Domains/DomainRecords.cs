using DnsClient;
using Microsoft.Extensions.Options;

namespace SaasPlatform.CompanyApi.Domains;

/// <summary>Reads the records that prove domains. Nothing is cached here: whoever has just published a record wants to see it found.</summary>
internal sealed class DomainRecords(IOptions<DnsSettings> settings, ILogger<DomainRecords> logger)
{
    // Made when it is first needed: a machine without resolvers fails the question, not the start.
    private readonly Lazy<LookupClient> _dns = new(() => new LookupClient(Options(settings.Value)), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Looks for the record of a domain.</summary>
    /// <returns>Why it does not prove the domain; null where it does.</returns>
    public async Task<DomainFailure?> LookAsync(CompanyDomain domain, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Value.TotalMilliseconds);
        try
        {
            var answer = await _dns.Value.QueryAsync(domain.RecordName + ".", QueryType.TXT, cancellationToken: patience.Token);
            if (answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain)
                return Unavailable(domain, answer.Header.ResponseCode.ToString());

            // A value that is longer than 255 bytes, or that a panel cut up, comes as several strings of one record (RFC 7208 section 3.3).
            var values = answer.Answers.TxtRecords().Select(r => string.Concat(r.Text).Trim(' ', '"')).ToList();
            return values.Contains(domain.RecordValue) ? null : values.Count == 0 ? DomainFailure.RecordMissing : DomainFailure.RecordDiffers;
        }
        // The library lets through whatever a server's nonsense led to.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable(domain, failure.GetType().Name);
        }
    }

    private DomainFailure Unavailable(CompanyDomain domain, string reason)
    {
        logger.LogWarning("The DNS gave no answer about {Domain}: {Reason}", domain.Id, reason);
        return DomainFailure.DnsUnavailable;
    }

    private static LookupClientOptions Options(DnsSettings settings) => new(settings.Endpoints())
    {
        AutoResolveNameServers = settings.Servers.Length == 0,
        UseCache = false,
        UseRandomNameServer = false,
        Timeout = TimeSpan.FromMilliseconds(settings.TimeoutMilliseconds),
        Retries = settings.Retries,
        // More than a UDP answer holds, as where a domain has many records, is asked for by TCP.
        UseTcpFallback = true,
    };
}
