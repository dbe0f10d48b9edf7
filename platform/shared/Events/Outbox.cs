using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Events;

/// <summary>The outbox of a service: what happened leaves it exactly when the change is committed, and at least once.</summary>
public static class Outbox
{
    /// <summary>
    /// Adds a message to the unit of work: it is stored with the next <c>SaveChangesAsync</c>, in the same transaction, and
    /// delivered after the commit. It gets its version while that transaction commits, under the lock of its aggregate.
    /// </summary>
    /// <param name="db">A context with <c>ConfigureOutbox</c> in its model.</param>
    /// <param name="destination">The name of the destination.</param>
    /// <param name="type">What happened, for example <c>account.changed</c>.</param>
    /// <param name="aggregate">What it happened to, for example <c>account:018f…</c>: its messages keep their order, and one that cannot be delivered holds back the ones behind it.</param>
    /// <param name="payload">Written as JSON with camelCase names. No more personal data than the receiver needs.</param>
    /// <exception cref="ArgumentException">A name is empty, too long or not visible ASCII, or the payload is larger than <see cref="OutboxMessage.PayloadLimit"/>.</exception>
    public static void Enqueue(this DbContext db, string destination, string type, string aggregate, object payload) =>
        Add(db, Guid.CreateVersion7(), destination, type, aggregate, payload, isAlone: false);

    /// <summary>Adds a message that belongs to no sequence, such as a mail: it waits for none, and none waits for it.</summary>
    /// <inheritdoc cref="Enqueue(DbContext, string, string, string, object)"/>
    public static void Enqueue(this DbContext db, string destination, string type, object payload)
    {
        var id = Guid.CreateVersion7();
        Add(db, id, destination, type, id.ToString(), payload, isAlone: true);
    }

    /// <summary>
    /// Lets <typeparamref name="TDb"/> enqueue, and delivers while the service runs. Brings the commands <c>outbox list</c> and
    /// <c>outbox replay</c>. Settings: <c>Outbox</c>.
    /// </summary>
    public static void AddOutbox<TDb>(this WebApplicationBuilder builder)
        where TDb : DbContext
    {
        builder.AddSettings<OutboxSettings>("Outbox");
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<IInterceptor, EnqueuedMessages>();
        builder.Services.AddSingleton<OutboxStore, OutboxStore<TDb>>();
        builder.Services.AddSingleton<OutboxMetrics>();
        builder.Services.AddHostedService<OutboxWorker>();
        builder.Services.AddHostedService<OutboxListener>();
        builder.Services.AddCommand<ListDeadLetters>();
        builder.Services.AddCommand<ReplayDeadLetters>();
    }

    /// <summary>Registers a destination. Messages whose destination is not registered wait.</summary>
    public static IServiceCollection AddDestination<TDestination>(this IServiceCollection services)
        where TDestination : class, IDestination => services.AddSingleton<IDestination, TDestination>();

    private static void Add(DbContext db, Guid id, string destination, string type, string aggregate, object payload, bool isAlone)
    {
        Check(destination, OutboxMessage.NameLength, nameof(destination));
        Check(type, OutboxMessage.NameLength, nameof(type));
        Check(aggregate, OutboxMessage.AggregateLength, nameof(aggregate));
        var json = JsonSerializer.Serialize(payload, payload.GetType(), JsonSerializerOptions.Web);
        if (Encoding.UTF8.GetByteCount(json) > OutboxMessage.PayloadLimit)
            throw new ArgumentException($"The payload of {type} is larger than {OutboxMessage.PayloadLimit} bytes.", nameof(payload));

        db.Add(new OutboxMessage
        {
            Id = id,
            Destination = destination,
            Type = type,
            Aggregate = aggregate,
            Payload = json,
            TraceParent = Activity.Current?.Id,
            IsAlone = isAlone,
        });
    }

    /// <summary>Visible ASCII sorts the same here and in every database, so locks are taken in one order.</summary>
    private static void Check(string name, int length, string parameter)
    {
        if (name.Length == 0 || name.Length > length || name.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException($"A name of 1 to {length} visible ASCII characters is needed.", parameter);
    }
}
