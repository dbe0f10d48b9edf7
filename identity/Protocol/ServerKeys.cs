using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Validation;
using SaasPlatform.Keys;

namespace SaasPlatform.Identity.Protocol;

/// <summary>Feeds the framework from the key ring, again whenever the ring changes.</summary>
internal static class ServerKeys
{
    public static void AddServerKeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OpenIddictServerOptions>().Configure<KeyRing>(UseKeys);
        builder.Services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>, RingChanges>();
        builder.Services.AddSingleton<IOptionsChangeTokenSource<OpenIddictValidationOptions>, ServerChanges>();
    }

    private static void UseKeys(OpenIddictServerOptions options, KeyRing ring)
    {
        foreach (var key in ring.KeysFor(KeyPurpose.Published))
            options.SigningCredentials.Add(new SigningCredentials(key.Material, SecurityAlgorithms.RsaSha256));
        foreach (var key in ring.KeysFor(KeyPurpose.InternalSigning))
            options.SigningCredentials.Add(new SigningCredentials(key.Material, SecurityAlgorithms.HmacSha256));
        foreach (var key in ring.KeysFor(KeyPurpose.InternalEncryption))
            options.EncryptionCredentials.Add(new EncryptingCredentials(key.Material, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }

    private sealed class RingChanges(KeyRing ring) : IOptionsChangeTokenSource<OpenIddictServerOptions>
    {
        public string Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => ring.WatchForChange();
    }

    /// <summary>The validation's options copy the server's keys, so they are built anew after those, never before.</summary>
    private sealed class ServerChanges : IOptionsChangeTokenSource<OpenIddictValidationOptions>, IDisposable
    {
        private readonly IDisposable? _subscription;
        private CancellationTokenSource _changed = new();

        public ServerChanges(IOptionsMonitor<OpenIddictServerOptions> server) => _subscription = server.OnChange(_ =>
        {
            using var changed = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
            changed.Cancel();
        });

        public string Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

        public void Dispose()
        {
            _subscription?.Dispose();
            _changed.Dispose();
        }
    }
}
