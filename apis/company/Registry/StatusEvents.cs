using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Registry;

/// <summary>Where the operator's own software hears of companies, by signed messages as Standard Webhooks has them (section <c>CompanyEvents</c>).</summary>
public sealed class CompanyEventSettings : IValidatableObject
{
    /// <summary>The receiver: https, or http on this machine. Without it no events of companies leave.</summary>
    public Uri? Address { get; set; }

    /// <summary>
    /// What signs them: <c>whsec_</c> and 24 to 64 random bytes in base64, others than in <c>Events:Secrets</c>. Each signs; to replace one, add
    /// the new one, change the receiver, then remove the old one.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is null)
            yield break;
        if (!Address.IsAbsoluteUri || !(Address.Scheme == Uri.UriSchemeHttps || (Address.Scheme == Uri.UriSchemeHttp && Address.IsLoopback)))
            yield return new ValidationResult("must be an https address, as https://example.com/events; http is for this machine alone.", [nameof(Address)]);
        if (Secrets.Count == 0 || Secrets.Any(s => !WebhookSecret.TryParse(s, out _)))
            yield return new ValidationResult("needs whsec_ and 24 to 64 random bytes in base64 (echo whsec_$(openssl rand -base64 32)), the same for the receiver.", [nameof(Secrets)]);
    }
}

/// <summary>The event <c>company.status_changed</c>, for the receiver that the operator names; where none is, there is none.</summary>
internal sealed class StatusEvents(IOptions<CompanyEventSettings> settings)
{
    private static readonly JsonSerializerOptions Json = Options();

    public void Enqueue(CompanyDb db, Company company, RegistryStatus? before)
    {
        if (settings.Value.Address is null)
            return;
        var change = new StatusChange(company.Id, company.Inn!, before, company.RegistryStatus, company.RegistryStatusDate, company.RegistryCheckedAt!.Value);
        // The outbox itself writes no names of enums.
        db.Enqueue(OperatorDestination.DestinationName, "company.status_changed", $"company:{company.Id}", JsonSerializer.SerializeToElement(change, Json));
    }

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        HttpConventions.ApplyTo(json);
        return json;
    }

    private sealed record StatusChange(Guid CompanyId, string Inn, RegistryStatus? Before, RegistryStatus? After, DateOnly? StatusDate, DateTimeOffset CheckedAt);
}

/// <summary>The operator's own receiver.</summary>
internal sealed class OperatorDestination(IHttpClientFactory clients, IOptions<CompanyEventSettings> settings, TimeProvider clock) : IDestination
{
    public const string DestinationName = "company-events";

    private readonly IReadOnlyList<WebhookSecret> _secrets =
        [.. settings.Value.Secrets.Select(s => WebhookSecret.TryParse(s, out var secret) ? secret : throw new StartFailureException("CompanyEvents:Secrets holds something else than secrets."))];

    public string Name => DestinationName;

    public async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(DestinationName);
        await WebhookPost.SendAsync(http, settings.Value.Address!, message, _secrets, clock.GetUtcNow(), cancellationToken);
    }
}
