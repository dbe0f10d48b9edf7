using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using SaasPlatform.Identity.Organizations;
using SaasPlatform.Identity.Tests.Organizations;
using SaasPlatform.Shared.Events;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Identity.Tests;

/// <summary>Stands where the user API receives events: keeps what came and answers 204, or as it is told.</summary>
public sealed class AnnouncedEvents : HttpMessageHandler
{
    private readonly ConcurrentQueue<JsonObject> _events = new();

    public static string Secret { get; } = WebhookSecret.Create();

    /// <summary>Takes what a provider announces. It gets its token from itself.</summary>
    /// <param name="builder">The provider.</param>
    /// <param name="identity">A way to the provider, once it runs.</param>
    public void ReceiveFrom(WebApplicationBuilder builder, Func<HttpMessageHandler> identity)
    {
        builder.Configuration.AddInMemoryCollection(
        [
            new("ServiceClient:PrivateKey", TestClients.ServiceKey.ExportPkcs8PrivateKeyPem()),
            new("Events:Secrets:0", Secret),
        ]);
        Answer("events-user", () => this);
        Answer("events-company", () => CompanyApi);
        Answer(nameof(Memberships), () => CompanyApi);
        Answer("service-tokens", identity);

        void Answer(string client, Func<HttpMessageHandler> handler) => builder.Services.PostConfigure<HttpClientFactoryOptions>(
            client, o => o.HttpMessageHandlerBuilderActions.Add(b => b.PrimaryHandler = handler()));
    }

    /// <summary>Stands where the company API is.</summary>
    public StandInCompanyApi CompanyApi { get; } = new();

    /// <summary>The access token of the last call.</summary>
    public string? Token { get; private set; }

    /// <summary>What came of an account, in the order in which it came.</summary>
    public IReadOnlyList<JsonObject> Of(Guid account) => [.. _events.Where(e => e.Text("aggregate") == $"account:{account}")];

    /// <summary>Waits until this many events of an account came.</summary>
    public async Task<IReadOnlyList<JsonObject>> OfAsync(Guid account, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (Of(account).Count < count)
            await Task.Delay(10, patience.Token);
        return Of(account);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        string Header(string name) => request.Headers.GetValues(name).Single();
        Assert.True(WebhookSecret.TryParse(Secret, out var secret));
        Assert.Equal(Header("webhook-signature"), secret.Sign(Header("webhook-id"), long.Parse(Header("webhook-timestamp"), provider: null), body));
        Assert.Equal("http://localhost:8002/internal/v1/events", request.RequestUri!.AbsoluteUri);
        Token = request.Headers.Authorization!.Parameter;
        _events.Enqueue(JsonNode.Parse(body)!.AsObject());
        return new(HttpStatusCode.NoContent);
    }
}
