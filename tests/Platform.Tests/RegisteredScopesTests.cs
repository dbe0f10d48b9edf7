using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>APIs of one's own, registered by command beside a provider that runs: in a second process on the same database.</summary>
public sealed class RegisteredScopesTests
{
    private const string Resources = """
        [{"resource":"https://invoices.example.com","scopes":[{"name":"invoices.read","title":{"en":"See your invoices","ru":"Видеть ваши счета"}}]}]
        """;

    private const string Clients = """
        [{"clientId":"bookkeeping","name":"Bookkeeping","type":"confidential","grantTypes":["client_credentials"],"scopes":["invoices.read"]}]
        """;

    private static readonly HttpClient Http = new();

    [Fact]
    public async Task ScopesAndClients_AppliedByCommandAreKnownToARunningReplica()
    {
        await using var installation = await Installation.MigratedAsync();
        var resources = await installation.WriteAsync("scopes.json", Resources);
        var clients = await installation.WriteAsync("clients.json", Clients);
        Task<ServiceProcess> StartAsync() => ServiceProcess.RunningAsync("Identity", installation.Environment, "Application started");

        // An SQLite file belongs to one process at a time: there the commands run before the replica starts.
        var replica = TestDatabase.IsPostgres ? await StartAsync() : null;
        try
        {
            var tried = await ServiceProcess.ToItsEndAsync("Identity", installation.Environment, "scopes", "apply", "--dry-run", resources);
            Assert.True(tried.ExitCode == 3, string.Join('\n', tried.ErrorLines.Append(tried.Output)));
            await Installation.CommandAsync("Identity", installation.Environment, "scopes", "apply", resources);
            var applied = await ServiceProcess.ToItsEndAsync("Identity", installation.Environment, "clients", "apply", clients);
            var secret = applied.Output.Split('\n').Single(l => l.StartsWith("The secret of bookkeeping", StringComparison.Ordinal)).Split(' ')[^1];
            replica ??= await StartAsync();

            using var request = new HttpRequestMessage(HttpMethod.Post, installation.Address("Identity", "/connect/token"))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"bookkeeping:{secret}"))) },
                Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "invoices.read")]),
            };
            using var answer = await Http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();

            Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
            var token = JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString()!;
            var claims = JsonDocument.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.DecodeBytes(token.Split('.')[1])).RootElement;
            Assert.Equal(("https://invoices.example.com", "invoices.read"), (claims.GetProperty("aud").GetString(), claims.GetProperty("scope").GetString()));
        }
        finally
        {
            if (replica is not null)
                await replica.DisposeAsync();
        }
    }
}
