using System.Collections;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace SaasPlatform.Shared.Hosting;

/// <summary>One setting of a service.</summary>
/// <param name="Name">Section and key with colons; <c>*</c> stands for an index or a name that the operator chooses.</param>
/// <param name="Member">What it binds to; null for a section that is free, as <c>Logging</c>.</param>
/// <param name="Default">Its value where nothing is set.</param>
public sealed record KnownSetting(string Name, PropertyInfo? Member, object? Default);

/// <summary>What a service reads from its configuration: for the reference, for finding misspelt names, and to check it all at once.</summary>
public sealed class SettingsCatalogue
{
    private readonly Dictionary<string, object?> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Action<IServiceProvider>> _checks = [];

    /// <summary>Every setting, in the order of registration.</summary>
    public IReadOnlyList<KnownSetting> Settings => [.. _sections.SelectMany(s => Under(s.Key, s.Value))];

    /// <summary>What is wrong, a line each; nothing where the service could start as far as settings go.</summary>
    public IEnumerable<string> Failures(IServiceProvider services)
    {
        foreach (var check in _checks)
        {
            string? failure = null;
            try
            {
                check(services);
            }
            catch (Exception e) when (ServiceProgram.Explain(e) is { } cause)
            {
                failure = cause;
            }

            if (failure is not null)
                yield return failure;
        }
    }

    /// <summary>Notes a section.</summary>
    /// <param name="section">Its name; empty for the root.</param>
    /// <param name="defaults">An instance of what it binds to; null for a section whose names are free.</param>
    /// <param name="check">Throws where the configured values cannot work.</param>
    internal void Add(string section, object? defaults, Action<IServiceProvider>? check = null)
    {
        if (_sections.TryAdd(section, defaults) && check is not null)
            _checks.Add(check);
    }

    internal void Add(Action<IServiceProvider> check) => _checks.Add(check);

    internal static SettingsCatalogue Of(IServiceCollection services)
    {
        if (services.FirstOrDefault(s => s.ServiceType == typeof(SettingsCatalogue))?.ImplementationInstance is SettingsCatalogue known)
            return known;
        var catalogue = new SettingsCatalogue();
        services.AddSingleton(catalogue);
        return catalogue;
    }

    private static IEnumerable<KnownSetting> Under(string section, object? values)
    {
        if (values is null)
            return [new KnownSetting(section + ":*", null, null)];
        var prefix = section.Length == 0 ? "" : section + ":";
        // A dictionary of settings by a name of the operator's.
        if (values is IDictionary && values.GetType().GetGenericArguments()[1] is var type)
            return Under(prefix + "*", Activator.CreateInstance(type));
        return values.GetType().GetProperties()
            .Where(p => p.SetMethod is { IsPublic: true })
            .Select(p => new KnownSetting(prefix + p.Name + (IsList(p.PropertyType) ? ":*" : ""), p, p.GetValue(values)));
    }

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);
}

public static class SettingsCatalogueRegistration
{
    /// <summary>Notes settings that are read in another way than by options.</summary>
    /// <param name="services">The service's.</param>
    /// <param name="section">Its name; empty for the root.</param>
    /// <param name="defaults">An instance of what it binds to; null for a section whose names are free.</param>
    /// <param name="check">Throws where the configured values cannot work.</param>
    public static void AddKnownSettings(this IServiceCollection services, string section, object? defaults, Action<IServiceProvider>? check = null) =>
        SettingsCatalogue.Of(services).Add(section, defaults, check);

    /// <summary>Adds a check of settings that no annotation can do, as of a file that they name.</summary>
    public static void AddSettingsCheck(this IServiceCollection services, Action<IServiceProvider> check) => SettingsCatalogue.Of(services).Add(check);
}
