using Microsoft.Extensions.Configuration.Memory;
using SaasPlatform.CompanyApi;
using SaasPlatform.Identity;
using SaasPlatform.PartnerApi;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.UserApi;

namespace SaasPlatform.Host;

/// <summary>All four services in one process, on SQLite unless the settings say otherwise. They share nothing but the process.</summary>
public static class PlatformHost
{
    /// <summary>Identity first: the others read its keys.</summary>
    private static readonly (string Name, Func<string[], Action<WebApplicationBuilder>?, WebApplication> Create)[] Services =
    [
        ("identity", IdentityApp.Create),
        ("company", CompanyApp.Create),
        ("user", UserApp.Create),
        ("partner", PartnerApp.Create),
    ];

    /// <summary>Starts the services in order, waits for the first one to stop, then stops them all.</summary>
    /// <returns>0, or 1 when one could not start; the cause stands in one line on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var apps = new Dictionary<string, WebApplication>();
        var starting = "the platform";
        try
        {
            var database = CommonDatabaseSettings(args);
            var isDevelopment = new HostApplicationBuilder().Environment.IsDevelopment();
            var secrets = isDevelopment ? new DevelopmentSecrets(database.Directory) : null;
            foreach (var (name, create) in Services)
            {
                starting = name;
                var app = create(args, builder => SetDefaults(builder, name, secrets));
                apps.Add(name, app);
                ServiceProgram.EnsureAddressIsFree(app);
                await app.StartAsync();
                await ServiceProgram.UntilReadyToServeAsync(app);
            }

            if (secrets is not null)
            {
                starting = "the development data";
                await DevelopmentData.SeedAsync(apps["identity"].Services, apps["partner"].Services, secrets);
                await Console.Out.WriteLineAsync(Greeting.Text(apps["identity"].Services, secrets));
            }

            await Task.WhenAny(apps.Values.Select(a => a.WaitForShutdownAsync()));
            return 0;
        }
        catch (OperationCanceledException) when (apps.Values.Any(a => a.Lifetime.ApplicationStopping.IsCancellationRequested))
        {
            // Asked to stop while services were still starting.
            return 0;
        }
        catch (Exception failure) when (ServiceProgram.Explain(failure) is { } cause)
        {
            await Console.Error.WriteLineAsync($"Cannot start {starting}: {cause}");
            return 1;
        }
        finally
        {
            foreach (var app in apps.Values.Reverse())
            {
                await app.StopAsync();
                await app.DisposeAsync();
            }
        }
    }

    /// <summary>The folder of the data is one for the services and the secrets.</summary>
    private static DatabaseSettings CommonDatabaseSettings(string[] args) =>
        new ConfigurationBuilder().AddEnvironmentVariables("PLATFORM_").AddCommandLine(args).Build()
            .GetSection("Database").Get<DatabaseSettings>() ?? new DatabaseSettings();

    /// <summary>Under every other source, so that a setting of the operator wins.</summary>
    private static void SetDefaults(WebApplicationBuilder builder, string service, DevelopmentSecrets? secrets)
    {
        var defaults = new Dictionary<string, string?> { ["Database:MigrateAtStart"] = "true" };
        if (secrets is not null)
        {
            defaults["RootKeyFile"] = secrets.RootKeyFile;
            defaults["ServiceClients:user_service:PublicKey"] = secrets.UserServicePublicKey;
            defaults["ServiceClients:company_service:PublicKey"] = secrets.CompanyServicePublicKey;
            defaults["ServiceClients:company_service:Scopes:0"] = "internal.clients";
            defaults["ServiceClient:PrivateKeyFile"] = service switch
            {
                "identity" => secrets.IdentityServiceKeyFile,
                "company" => secrets.CompanyServiceKeyFile,
                _ => secrets.UserServiceKeyFile,
            };
            defaults["Events:Secrets:0"] = secrets.EventSecret;
            defaults["Audit:SigningKey"] = secrets.AuditKey;
            // The greeting says where everything is.
            defaults["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning";
        }

        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
    }
}
