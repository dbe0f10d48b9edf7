using System.Net;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>Replacing replicas one after the other, while clients go on calling.</summary>
public sealed class RollingRestartTests
{
    private const int Callers = 4;

    [Fact]
    public async Task TwoReplicasBehindAProxy_LoseNoRequest()
    {
        await using var installation = await Installation.MigratedAsync();
        var replicas = new[] { Replica(installation, 0), Replica(installation, 1) };
        var secret = await installation.ApplyClientAsync("acme", replicas[0]);
        // On SQLite each replica has a file of its own, and nothing in this test passes from one to the other.
        if (!TestDatabase.IsPostgres)
            await installation.ApplyClientAsync("acme", replicas[1], secret);

        var running = new List<ServiceProcess>();
        try
        {
            foreach (var replica in replicas)
                running.Add(await ServiceProcess.RunningAsync("Identity", replica, "Application started"));
            await using var proxy = await ReverseProxy.StartAsync(null, [.. replicas.Select(r => new Uri(r["IDENTITY_Http__Url"]!))]);
            await BothInUseAsync(proxy);

            using var enough = new CancellationTokenSource();
            var callers = Enumerable.Range(0, Callers).Select(_ => CallAsync(proxy.Address, secret, enough.Token)).ToList();
            for (var i = 0; i < replicas.Length; i++)
            {
                Assert.Equal(0, await running[i].StopAsync());
                Assert.Empty(running[i].ErrorLines);
                await running[i].DisposeAsync();
                running[i] = await ServiceProcess.RunningAsync("Identity", replicas[i], "Application started");
                await BothInUseAsync(proxy);
            }

            await enough.CancelAsync();
            var outcomes = (await Task.WhenAll(callers)).SelectMany(o => o).ToList();
            Assert.DoesNotContain(outcomes, o => o != "200");
            Assert.True(outcomes.Count > 10 * Callers, $"Only {outcomes.Count} requests were sent.");
        }
        finally
        {
            foreach (var process in running)
                await process.DisposeAsync();
        }
    }

    private static Dictionary<string, string?> Replica(Installation installation, int number)
    {
        var replica = installation.With(
            ("IDENTITY_Http__Url", $"http://localhost:{ServiceProcess.FreePort()}"),
            ("IDENTITY_Http__ShutdownDelaySeconds", "5"),
            // The proxy hands on the name it was called by.
            ("IDENTITY_Http__AllowedHosts__0", "127.0.0.1"),
            ("IDENTITY_RateLimits__token__PermitLimit", "1000000"));
        if (!TestDatabase.IsPostgres)
        {
            var folder = Directory.CreateDirectory(Path.Combine(installation.Folder, $"replica-{number}")).FullName;
            File.Copy(Path.Combine(installation.DatabaseSettings["Database:Directory"]!, "identity.db"), Path.Combine(folder, "identity.db"));
            replica["PLATFORM_Database__Directory"] = folder;
        }

        return replica;
    }

    private static Task BothInUseAsync(ReverseProxy proxy) => Eventually.IsAsync(() => Task.FromResult(proxy.Uses(0) && proxy.Uses(1)), both => both);

    /// <summary>Asks for tokens one after the other.</summary>
    /// <returns>What came of each request.</returns>
    private static async Task<List<string>> CallAsync(Uri address, string secret, CancellationToken enough)
    {
        var outcomes = new List<string>();
        using var http = new HttpClient();
        while (!enough.IsCancellationRequested)
        {
            try
            {
                using var request = Installation.TokenRequest(new Uri(address, "/connect/token"), "acme", secret);
                using var answer = await http.SendAsync(request, CancellationToken.None);
                var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                outcomes.Add(answer.StatusCode == HttpStatusCode.OK && body.EndsWith('}') ? "200" : $"{(int)answer.StatusCode} {body}");
            }
            catch (HttpRequestException e)
            {
                outcomes.Add(e.Message);
            }

            // Two cores do the calling, the proxying and the answering.
            await Task.Delay(20, CancellationToken.None);
        }

        return outcomes;
    }
}
