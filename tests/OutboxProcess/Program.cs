using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Tests;
using SaasPlatform.Shared.Tests.OutboxProcess;

// A process with the real outbox that tests kill: it enqueues what it is told, delivers to a receiver over HTTP, and at the
// point that it is told says so and stands still.
//   --Point=<none|after-commit|after-claim|after-delivery|before-acknowledgement> --Receiver=<url> --Aggregates=<n> --Events=<n>
var settings = new ConfigurationBuilder().AddCommandLine(args).Build().AsEnumerable().ToDictionary();
var point = new Point(settings["Point"]!);
var (aggregates, events) = (int.Parse(settings["Aggregates"]!, provider: null), int.Parse(settings["Events"]!, provider: null));

await using var app = NotesApp.Create(settings, builder =>
{
    builder.Services.AddSingleton(point);
    builder.Services.AddSingleton<IDestination>(s => new Receiver(new Uri(settings["Receiver"]!), settings["Events:Secrets:0"]!, point));
    builder.Services.AddSingleton<IInterceptor>(new Acknowledgement(point, aggregates * events));
});

await using (var scope = app.Services.CreateAsyncScope())
{
    var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
    for (var e = 1; e <= events; e++)
    {
        for (var a = 0; a < aggregates; a++)
            db.Enqueue("receiver", "note.written", $"note:{a}", new { e });
        await db.SaveChangesAsync();
    }
}

// Nothing is delivered before everything is committed, so that the other points come when all of it can be lost.
await point.ReachAsync("after-commit");
await app.StartAsync();
await app.WaitForShutdownAsync();
