using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SaasPlatform.Shared.Hosting;

/// <summary>The command <c>config check</c>: everything that settings can have wrong, at once, without starting or a database.</summary>
internal static class ConfigurationCheck
{
    public const string Noun = "config";
    public const string Verb = "check";

    private static readonly Dictionary<string, string?> Addresses = new()
    {
        ["Addresses:Identity"] = "http://localhost:8000",
        ["Addresses:IdentityInternal"] = "http://localhost:8000",
        ["Addresses:Company"] = "http://localhost:8001",
        ["Addresses:User"] = "http://localhost:8002",
        ["Addresses:UserInternal"] = "http://localhost:8002",
        ["Addresses:CompanyInternal"] = "http://localhost:8001",
        ["Addresses:Partner"] = "http://localhost:8003",
        ["Addresses:Web"] = "http://localhost:3000",
    };

    private static readonly Dictionary<string, string?> RootKey = new()
    {
        ["RootKey"] = Convert.ToBase64String(new byte[32]),
        ["RootKeyFile"] = "",
    };

    /// <summary>
    /// With wrong addresses or a wrong root key a service cannot even be composed. Each is replaced alone, so that the other is told too,
    /// and then both, to find what else is wrong.
    /// </summary>
    private static readonly IEnumerable<KeyValuePair<string, string?>>[] StandIns = [[], Addresses, RootKey, [.. Addresses, .. RootKey]];

    /// <returns>0 when the service could start as far as settings go, otherwise 1.</returns>
    public static async Task<int> RunAsync(string[] settings, Func<string[], Action<WebApplicationBuilder>?, WebApplication> create)
    {
        var failures = new List<string>();
        foreach (var standIns in StandIns)
        {
            try
            {
                await using var app = create(settings, builder => builder.Configuration.AddInMemoryCollection(standIns));
                failures.AddRange(Failures(app));
                break;
            }
            catch (Exception failure) when (ServiceProgram.Explain(failure) is { } cause)
            {
                failures.Add(cause);
            }
        }

        foreach (var failure in failures.Distinct())
            await Console.Error.WriteLineAsync(failure);
        await Console.Out.WriteLineAsync(failures.Count == 0 ? "The configuration is right." : "The configuration is wrong.");
        return failures.Count == 0 ? 0 : 1;
    }

    /// <summary>Tells the operator of a service that serves.</summary>
    public static void WarnOfUnknown(WebApplication app)
    {
        foreach (var unknown in Unknown(app))
            app.Logger.LogWarning("{Unknown}", unknown);
    }

    private static IEnumerable<string> Failures(WebApplication app) =>
        [.. app.Services.GetRequiredService<SettingsCatalogue>().Failures(app.Services), .. Unknown(app)];

    private static IEnumerable<string> Unknown(WebApplication app) =>
        UnknownSettings.Find(app.Services.GetRequiredService<SettingsCatalogue>(), app.Configuration, app.Environment.ApplicationName);
}
