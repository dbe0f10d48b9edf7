using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SaasPlatform.Shared.Events;

namespace SaasPlatform.Shared.Tests.OutboxProcess;

/// <summary>Where this process is to be killed.</summary>
internal sealed class Point(string name)
{
    public string Name => name;

    /// <summary>At the chosen point: says so and never goes on.</summary>
    public async Task ReachAsync(string here)
    {
        if (here != name)
            return;
        Console.WriteLine("reached " + name);
        await Task.Delay(Timeout.Infinite);
    }
}

/// <summary>Delivers over HTTP, as the destinations of services do.</summary>
internal sealed class Receiver(Uri address, string secret, Point point) : IDestination
{
    private static readonly HttpClient Http = new();
    private readonly WebhookSecret[] _secrets = [WebhookSecret.TryParse(secret, out var parsed) ? parsed : throw new ArgumentException("No secret.", nameof(secret))];

    public string Name => "receiver";

    public async Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await point.ReachAsync("after-claim");
        await WebhookPost.SendAsync(Http, address, message, _secrets, DateTimeOffset.UtcNow, cancellationToken);
        await point.ReachAsync("after-delivery");
    }
}

/// <summary>Sees the transaction that deletes delivered messages, after its statements and before its commit.</summary>
internal sealed class Acknowledgement(Point point, int messages) : DbTransactionInterceptor
{
    private int _most;

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (point.Name == "before-acknowledgement")
        {
            var left = await eventData.Context!.Set<OutboxMessage>().CountAsync(cancellationToken);
            _most = Math.Max(_most, left);
            if (_most == messages && left < messages)
                await point.ReachAsync("before-acknowledgement");
        }

        return result;
    }
}
