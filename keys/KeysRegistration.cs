using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SaasPlatform.Keys.Commands;
using SaasPlatform.Keys.DataProtection;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Keys;

public static class KeysRegistration
{
    /// <summary>
    /// Gives a service the key ring, its rotation and the commands <c>keys list</c> and <c>keys rotate</c>. The root key is
    /// checked with the settings, so that a service without one does not start.
    /// </summary>
    /// <typeparam name="TDb">The context whose model holds <see cref="StoredKey"/>.</typeparam>
    /// <exception cref="StartFailureException">There is no usable root key.</exception>
    public static void AddKeys<TDb>(this WebApplicationBuilder builder)
        where TDb : DbContext
    {
        builder.AddSettings<KeySettings>("Keys");
        builder.Services.AddSingleton(_ => RootKeySettings.Read(builder.Configuration));
        builder.Services.AddKnownSettings("", new RootKeySettings(), s => _ = s.GetRequiredService<RootKey>());
        builder.Services.AddSingleton(s =>
        {
            var ring = new KeyRing(s.GetRequiredService<IServiceScopeFactory>(), s.GetRequiredService<TimeProvider>());
            KeyMetrics.Observe(s.GetRequiredService<IMeterFactory>(), ring, s.GetRequiredService<TimeProvider>());
            return ring;
        });
        builder.Services.AddScoped(s => new KeyStore(
            s.GetRequiredService<TDb>(), s.GetRequiredService<RootKey>(),
            s.GetRequiredService<IOptions<KeySettings>>(), s.GetRequiredService<TimeProvider>()));
        builder.Services.AddStartStep("the keys", (s, cancel) => s.GetRequiredService<KeyRing>().RefreshAsync(cancel));
        builder.Services.AddHostedService<KeyRotation>();
        builder.Services.AddHealthChecks().AddCheck<KeysHealth>("keys", tags: [HealthEndpoints.ReadyTag]);
        builder.Services.AddCommand<ListKeys>();
        builder.Services.AddCommand<RotateKeys>();
    }

    /// <summary>Wraps the keys of data protection under the root key before they are stored anywhere.</summary>
    public static IDataProtectionBuilder ProtectKeysWithRootKey(this IDataProtectionBuilder builder)
    {
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<RootKey>((options, root) => options.XmlEncryptor = new RootKeyXmlEncryptor(root));
        return builder;
    }
}
