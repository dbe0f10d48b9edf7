using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Events;
using Xunit;

namespace SaasPlatform.Shared.Tests.Events;

/// <summary>Receivers that misbehave: each is tried again, or given up where it says so, and a good answer ends it.</summary>
public sealed class WebhookPostTests : IAsyncLifetime
{
    private const string Good = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    private readonly ScriptedServer _server = new();
    private OutboxService _service = null!;

    public async ValueTask InitializeAsync() => _service = await OutboxService.StartAsync(
        builder => builder.Services.AddSingleton<IDestination>(new Hook(_server.Address)),
        ("Outbox:AttemptSeconds", "1"), ("Outbox:LeaseSeconds", "600"), ("Outbox:FirstRetryMilliseconds", "60000"));

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(null, "No answer within 1 s", 30, 61)]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "HTTP status 500", 25, 61)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "HTTP status 302", 25, 61)]
    [InlineData("HTTP/1.1 429 Slow\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n", "HTTP status 429", 560, 601)]
    [InlineData("HTTP/1.1 503 Busy\r\nRetry-After: Wed, 01 Jan 2020 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n", "HTTP status 503", 25, 61)]
    [InlineData("HTTP/1.1 200 O", "HTTP failure: ResponseEnded", 25, 61)]
    [InlineData("garbage\r\n\r\n", "HTTP failure: InvalidResponse", 25, 61)]
    public async Task Receiver_IsTriedAgain(string? answer, string error, int leastSeconds, int mostSeconds)
    {
        _server.Answer = answer;
        await EnqueueAsync();
        await OutboxService.UntilAsync(async () => (await _service.AggregatesAsync())[0].LastError is not null);

        var waiting = (await _service.AggregatesAsync())[0];
        Assert.Equal((error, null), (waiting.LastError, waiting.DeadAt));
        Assert.InRange((waiting.DueAt!.Value - DateTimeOffset.UtcNow).TotalSeconds, leastSeconds - 20, mostSeconds);
        _server.Answer = Good;
        await _service.LetPassAsync(TimeSpan.FromHours(1));
        await _service.DrainedAsync();
        Assert.Equal(2, _server.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", "HTTP status 410")]
    [InlineData("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n", "HTTP status 413")]
    public async Task ReceiverThatWillNeverTakeIt_GetsItNoMore(string answer, string error)
    {
        _server.Answer = answer;
        await EnqueueAsync();
        await OutboxService.UntilAsync(async () => (await _service.AggregatesAsync())[0].DeadAt is not null);

        Assert.Equal((error, 1), ((await _service.AggregatesAsync())[0].LastError, _server.Requests));
    }

    [Fact]
    public async Task AnswerWithABodyWithoutEnd_IsDelivered()
    {
        _server.Answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\nx";
        await EnqueueAsync();
        await _service.DrainedAsync();

        Assert.Equal(1, _server.Requests);
    }

    private Task EnqueueAsync() => _service.InDatabaseAsync(db =>
    {
        db.Enqueue("hook", "note.written", "note:1", new { text = "x" });
        return db.SaveChangesAsync();
    });

    private sealed class Hook(Uri address) : IDestination
    {
        private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        private readonly WebhookSecret[] _secrets = [WebhookSecret.TryParse(WebhookSecret.Create(), out var secret) ? secret : throw new InvalidOperationException()];

        public string Name => "hook";

        public Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken) =>
            WebhookPost.SendAsync(Http, address, message, _secrets, DateTimeOffset.UtcNow, cancellationToken);
    }
}
