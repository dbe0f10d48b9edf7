using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;
using SaasPlatform.Shared.ServiceClients;

namespace SaasPlatform.Shared.Events;

/// <summary>Another service: its endpoint for events, called with this service's own token and signed.</summary>
internal sealed class ServiceDestination(string name, Uri address, IHttpClientFactory clients, IOptions<EventSettings> settings, TimeProvider clock) : IDestination
{
    private readonly IReadOnlyList<WebhookSecret> _secrets = settings.Value.Read();

    public string Name => name;

    public async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(ServiceDestinations.ClientName(name));
        await WebhookPost.SendAsync(http, address, message, _secrets, clock.GetUtcNow(), cancellationToken);
    }
}

public static class ServiceDestinations
{
    /// <summary>
    /// Registers another service as a destination: <c>POST /internal/v1/events</c>, authenticated with a token of this service's
    /// own client, signed with the secrets of <c>Events</c>. Settings: <c>ServiceClient</c>, <c>Events</c>.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="name">The name of the destination.</param>
    /// <param name="address">Where it answers other services.</param>
    /// <param name="scope">The scope that its endpoint needs.</param>
    public static void AddServiceDestination(this WebApplicationBuilder builder, string name, Func<Addresses, Uri> address, string scope)
    {
        builder.AddSettings<EventSettings>("Events");
        builder.AddServiceTokens();
        // No retries here: the outbox does that, and knows more.
        builder.Services.AddHttpClient(ClientName(name))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .AddHttpMessageHandler(s => new ServiceTokenHandler(s.GetRequiredService<ServiceTokens>(), scope));
        builder.Services.AddSingleton<IDestination>(s => new ServiceDestination(
            name, new Uri(address(s.GetRequiredService<IOptions<Addresses>>().Value), "internal/v1/events"),
            s.GetRequiredService<IHttpClientFactory>(), s.GetRequiredService<IOptions<EventSettings>>(), s.GetRequiredService<TimeProvider>()));
    }

    internal static string ClientName(string destination) => "events-" + destination;
}
