using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace SaasPlatform.Platform.Tests;

/// <summary>What a service does when it is asked to stop.</summary>
public sealed class StopTests
{
    // Long, because the server ends a request whose body comes at less than 240 bytes a second: this much buys the test some twenty.
    private static readonly string Body = $"grant_type=client_credentials&client_id=nobody&client_secret=nothing{string.Concat(Enumerable.Range(1, 10).Select(i => $"&padding{i}={new string('a', 500)}"))}";

    [Fact]
    public async Task Sigterm_ReadinessGoesFirst_AndWhatWasBegunIsAnswered()
    {
        await using var installation = await Installation.MigratedAsync();
        await using var identity = await ServiceProcess.RunningAsync(
            "Identity", installation.With(("IDENTITY_Http__ShutdownDelaySeconds", "5"), ("IDENTITY_Http__ShutdownSeconds", "120")), "Application started");
        var ready = installation.Address("Identity", "/health/ready");
        Assert.Equal(HttpStatusCode.OK, (await Eventually.GetAsync(ready)).Status);
        using var slow = await BeginRequestAsync(ready);
        using var keptAlive = new HttpClient();
        (await keptAlive.GetAsync(ready)).Dispose();

        identity.Signal("TERM");

        Assert.Contains("The service is stopping.", await Eventually.AnswersAsync(ready, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        using (var last = await keptAlive.GetAsync(installation.Address("Identity", "/.well-known/openid-configuration")))
            Assert.Equal((HttpStatusCode.OK, true), (last.StatusCode, last.Headers.ConnectionClose));
        // Asking again changes nothing.
        identity.Signal("TERM");
        await Eventually.IsAsync(() => Eventually.GetAsync(ready), answer => answer.Status is null);
        Assert.False(identity.HasExited);

        var answer = await FinishRequestAsync(slow);
        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
        Assert.Contains("invalid_client", answer, StringComparison.Ordinal);
        Assert.Equal(0, await identity.EndAsync());
        Assert.Empty(identity.ErrorLines);
    }

    [Fact]
    public async Task Sigterm_WhileStillStarting_EndsTheProcessWithoutComplaint()
    {
        await using var installation = await Installation.CreateAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var database = $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Database=d;Username=u;Timeout=300";
        await using var company = ServiceProcess.Starting(
            "Company", installation.With(("PLATFORM_Database__Provider", "Postgres"), ("PLATFORM_Database__ConnectionString", database), ("PLATFORM_Database__MinimumPoolSize", "0")));
        // The service has asked the database and waits for a word from it.
        using var waiting = await silent.AcceptTcpClientAsync();

        company.Signal("TERM");

        Assert.Equal(0, await company.EndAsync());
        Assert.Empty(company.ErrorLines);
    }

    private static async Task<TcpClient> BeginRequestAsync(Uri server)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Port);
        var head = $"POST /connect/token HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Body.Length}\r\nExpect: 100-continue\r\n\r\n";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        // The server asks for the body once the request is being handled.
        var buffer = new byte[256];
        var read = await connection.GetStream().ReadAsync(buffer);
        Assert.StartsWith("HTTP/1.1 100", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Body[..^10]));
        return connection;
    }

    private static async Task<string> FinishRequestAsync(TcpClient connection)
    {
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Body[^10..]));
        using var reader = new StreamReader(connection.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
