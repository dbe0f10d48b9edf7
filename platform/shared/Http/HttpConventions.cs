using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace SaasPlatform.Shared.Http;

/// <summary>How every service reads and writes JSON and refuses what it cannot read.</summary>
public static class HttpConventions
{
    /// <summary>Registers the JSON rules and the answers to what cannot be read. Called once, when the service is built.</summary>
    public static IServiceCollection AddHttpConventions(this IServiceCollection services)
    {
        services.AddExceptionHandler<RequestProblemHandler>();
        services.ConfigureHttpJsonOptions(o => ApplyTo(o.SerializerOptions));
        return services;
    }

    /// <summary>camelCase, enums as text, times that end in Z; unknown, repeated and mistyped members are refused.</summary>
    public static void ApplyTo(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.Converters.Add(new EnumNameConverter());
        json.Converters.Add(new UtcTimeConverter());
    }
}
