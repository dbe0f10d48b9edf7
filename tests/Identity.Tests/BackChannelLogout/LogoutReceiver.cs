using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace SaasPlatform.Identity.Tests.BackChannelLogout;

/// <summary>What a client was sent.</summary>
public sealed record Told(Uri Address, string? ContentType, string LogoutToken);

/// <summary>Stands where clients receive logout tokens: keeps what came, and answers 200 or as it is told.</summary>
public sealed class LogoutReceiver : HttpMessageHandler
{
    private readonly ConcurrentQueue<Told> _told = new();

    /// <summary>The next answers; once they are used up it is 200.</summary>
    public ConcurrentQueue<HttpStatusCode> Answers { get; } = new();

    public IReadOnlyList<Told> All => [.. _told];

    public void ReceiveFrom(WebApplicationBuilder builder) => builder.Services.PostConfigure<HttpClientFactoryOptions>(
        "back-channel-logout", o => o.HttpMessageHandlerBuilderActions.Add(b => b.PrimaryHandler = this));

    /// <summary>Waits until this many calls came; a retry waits by a clock that has to be moved meanwhile.</summary>
    public async Task<IReadOnlyList<Told>> AllAsync(int count, Action? meanwhile = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (_told.Count < count)
        {
            meanwhile?.Invoke();
            await Task.Delay(10, patience.Token);
        }

        return All;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken));
        _told.Enqueue(new Told(request.RequestUri!, request.Content.Headers.ContentType?.MediaType, form["logout_token"].ToString()));
        return new HttpResponseMessage(Answers.TryDequeue(out var status) ? status : HttpStatusCode.OK);
    }
}
