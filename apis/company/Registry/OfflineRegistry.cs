using System.Text.Json;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;
using SaasPlatform.Shared.Russia;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>The entries of a file, for development and for installations without a key. Read once, at the start.</summary>
internal sealed class OfflineRegistry : ICompanyRegistry
{
    private const int MaxBytes = 16 * 1_024 * 1_024;

    private readonly ILookup<string, RegistryRecord> _records;

    /// <exception cref="StartFailureException">The file cannot be read, or holds something else.</exception>
    public OfflineRegistry(IOptions<RegistrySettings> settings) =>
        _records = (string.IsNullOrEmpty(settings.Value.OfflineFile) ? [] : Read(settings.Value.OfflineFile)).ToLookup(r => r.Inn);

    public RegistrySource Source => RegistrySource.Offline;

    public Task<RegistryRecord?> FindAsync(string inn, string? kpp, CancellationToken cancellationToken) =>
        Task.FromResult(RegistryRecord.Choose(_records[inn], inn, kpp));

    private static List<RegistryRecord> Read(string path)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        HttpConventions.ApplyTo(json);
        try
        {
            if (new FileInfo(path) is { Length: > MaxBytes })
                throw new StartFailureException($"Registry:OfflineFile names {path}, which holds more than {MaxBytes} bytes.");
            var records = JsonSerializer.Deserialize<List<RegistryRecord>>(File.ReadAllBytes(path), json) ?? [];
            var wrong = records.FindIndex(r => r is null || !Inn.IsValid(r.Inn) || (r.Kpp is not null && !Kpp.IsValid(r.Kpp)) || string.IsNullOrWhiteSpace(r.FullName) || r.Status == RegistryStatus.NotFound);
            return wrong < 0 ? records : throw new StartFailureException($"Registry:OfflineFile names {path}, whose entry {wrong + 1} needs a right inn, a fullName, a right kpp or none, and the status of a company that there is.");
        }
        catch (JsonException e)
        {
            throw new StartFailureException($"Registry:OfflineFile names {path}, which is no list of entries: see {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartFailureException($"Registry:OfflineFile names {path}, which cannot be read: {e.Message}", e);
        }
    }
}
