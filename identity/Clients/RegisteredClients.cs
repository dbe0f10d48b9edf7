using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using SaasPlatform.Identity.Data;

namespace SaasPlatform.Identity.Clients;

/// <summary>
/// The framework's manager of clients, with a memory for secrets that were right: stretching one takes two milliseconds, and
/// a busy client sends the same one with every request. A wrong secret is stretched every time.
/// </summary>
public sealed class RegisteredClients(
    IOpenIddictApplicationCache<Client> cache, ILogger<OpenIddictApplicationManager<Client>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options, IOpenIddictApplicationStore<Client> store, VerifiedSecrets verified,
    TimeProvider clock)
    : OpenIddictApplicationManager<Client>(cache, logger, options, store)
{
    /// <summary>No client has such an id, and PostgreSQL takes the character NUL in no text.</summary>
    public override ValueTask<Client?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken = default) =>
        HoldsNul(identifier) ? ValueTask.FromResult<Client?>(null) : base.FindByClientIdAsync(identifier, cancellationToken);

    public override IAsyncEnumerable<Client> FindByPostLogoutRedirectUriAsync(string uri, CancellationToken cancellationToken = default) =>
        HoldsNul(uri) ? AsyncEnumerable.Empty<Client>() : base.FindByPostLogoutRedirectUriAsync(uri, cancellationToken);

    private static bool HoldsNul(string text) => text.Contains('\0', StringComparison.Ordinal);

    /// <summary>The secret, or the one before it while that is good.</summary>
    public override async ValueTask<bool> ValidateClientSecretAsync(Client application, string secret, CancellationToken cancellationToken = default) =>
        await base.ValidateClientSecretAsync(application, secret, cancellationToken)
        || (PreviousSecret.HashOf(application, clock.GetUtcNow()) is { } previous && await ValidateClientSecretAsync(secret, previous, cancellationToken));

    protected override async ValueTask<bool> ValidateClientSecretAsync(string secret, string comparand, CancellationToken cancellationToken = default)
    {
        if (verified.Contains(secret, comparand))
            return true;
        if (!await base.ValidateClientSecretAsync(secret, comparand, cancellationToken))
            return false;

        verified.Add(secret, comparand);
        return true;
    }
}
