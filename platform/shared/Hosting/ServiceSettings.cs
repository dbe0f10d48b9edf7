using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SaasPlatform.Shared.Hosting;

public static class ServiceSettings
{
    /// <summary>
    /// Reads, later over earlier: the settings file beside the binaries, that of the environment, variables for the whole
    /// platform (<c>PLATFORM_</c>), variables for this service (<c>COMPANY_</c>), the command line.
    /// </summary>
    internal static void ReadSettings(this WebApplicationBuilder builder, string service, string[] args)
    {
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        sources.Clear();
        builder.Configuration
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile($"{service}.settings.json", optional: false)
            .AddJsonFile($"{service}.settings.{builder.Environment.EnvironmentName}.json", optional: true)
            .AddEnvironmentVariables("PLATFORM_")
            .AddEnvironmentVariables($"{service.ToUpperInvariant()}_")
            .AddCommandLine(args);
        builder.Configuration.AddSettingFiles();
    }

    /// <summary>Binds a section to options that are validated before the first request. Features may ask for the same section: it is bound once.</summary>
    public static TOptions AddSettings<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class, new()
    {
        // Bound twice, a list would hold everything twice.
        if (!builder.Services.Any(s => s.ImplementationInstance is SettingsValidator<TOptions>))
        {
            builder.Services.AddOptions<TOptions>()
                .BindConfiguration(section)
                .ValidateOnStart();
            builder.Services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section));
            builder.Services.AddKnownSettings(section, new TOptions(), s => _ = s.GetRequiredService<IOptions<TOptions>>().Value);
        }

        return builder.Configuration.GetSection(section).TryGet<TOptions>() ?? new TOptions();
    }

    /// <summary>What a section holds while a service is composed; values of a wrong type are told when it is validated.</summary>
    private static TOptions? TryGet<TOptions>(this IConfigurationSection section)
        where TOptions : class
    {
        try
        {
            return section.Get<TOptions>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>Checks the annotations of options and names a wrong setting as the operator writes it: <c>Section:Name</c>.</summary>
internal sealed class SettingsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail(results.Select(r => $"{section}:{string.Join(", ", r.MemberNames)}: {r.ErrorMessage}"));
    }
}
