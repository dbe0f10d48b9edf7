using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SaasPlatform.Shared.Hosting;
using Xunit;

namespace SaasPlatform.Shared.Tests.Hosting;

public sealed class StopOrderTests
{
    [Fact]
    public async Task Workers_StopAfterTheLastRequestIsAnswered()
    {
        var said = new ConcurrentQueue<string>();
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var builder = ServiceApp.CreateBuilder("notes", [], b => b.Configuration.AddInMemoryCollection([new("Http:Url", "http://127.0.0.1:0")]));
        builder.Services.AddHostedService(_ => new Worker(said));
        await using var app = builder.Build();
        app.MapGet("/slow", async () =>
        {
            arrived.SetResult();
            await release.Task;
            said.Enqueue("answered");
            return TypedResults.Ok();
        });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var answer = client.GetAsync("/slow");
        await arrived.Task;

        var stopped = app.StopAsync();
        release.SetResult();
        await stopped;

        Assert.True((await answer).IsSuccessStatusCode);
        Assert.Equal(["answered", "worker stopped"], said);
    }

    private sealed class Worker(ConcurrentQueue<string> said) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            said.Enqueue("worker stopped");
            return Task.CompletedTask;
        }
    }
}
