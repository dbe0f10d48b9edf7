using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SaasPlatform.Testing;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests.Invitations;

/// <summary>Files that a real server takes in: it knows how large they may be, and when they do not arrive whole.</summary>
public sealed class ImportConnectionTests : IAsyncLifetime
{
    private readonly DirectoryInfo _mails = Directory.CreateTempSubdirectory("saas-mail-");
    private readonly Guid _owner = Guid.CreateVersion7();
    private TestService _api = null!;
    private HttpClient _client = null!;
    private TestCompany _company = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await TestService.StartAsync(CompanyApp.Create, "http://localhost:8001", builder =>
        {
            CompanyService.Configure(builder, _mails.FullName);
            builder.Configuration.AddInMemoryCollection([new("Http:Url", "http://127.0.0.1:0"), new("Http:MaxRequestBodySize", "2048"), new("Http:AllowedHosts:0", "127.0.0.1")]);
            builder.WebHost.UseKestrel();
        });
        _client = new HttpClient { BaseAddress = new Uri(_api.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        var (company, _) = await CompanyService.CreateAsync(_client);
        _company = new(company.Text("id")!, _owner, []);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
        _mails.Delete(recursive: true);
    }

    [Fact]
    public async Task FileThatSaysItIsTooLarge_IsRefused()
    {
        using var refused = await _client.ImportAsync(_company, "email,role\n" + new string(' ', 3_000));

        Assert.Equal("413 application/problem+json body_too_large", await refused.ProblemAsync());
    }

    [Theory]
    [InlineData("too large", "3 stopped body_too_large")]
    [InlineData("cut off", "3 stopped body_incomplete")]
    public async Task FileThatGoesWrongOnItsWay_IsStoppedThere_AndWhatWasDoneStays(string what, string stopped)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", _client.BaseAddress!.Port);
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream);
        await WriteAsync(
            $"POST {_company.Path}/invitations/import HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {Token()}\r\nContent-Type: text/csv\r\n"
            + $"Transfer-Encoding: chunked\r\n\r\n{Chunk("email,role\nanna@example.com,member\n")}");
        Assert.Equal("2 invited", await NextAsync());

        await WriteAsync(what == "too large" ? Chunk(new string(' ', 3_000)) : "no number of bytes\r\n");

        Assert.Equal(stopped, await NextAsync());
        using var invitations = await _client.GetAsync(new Uri($"{_company.Path}/invitations", UriKind.Relative));
        Assert.Equal(["anna@example.com"], (await invitations.JsonAsync())["items"]!.AsArray().Select(i => i!.Text("email")));

        ValueTask WriteAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

        // Past the headers and the lengths of chunks.
        async Task<string> NextAsync()
        {
            string line;
            do
                line = (await reader.ReadLineAsync(TestContext.Current.CancellationToken))!;
            while (!line.StartsWith('{'));
            return TestImports.Said(JsonNode.Parse(line)!.AsObject());
        }
    }

    private string Token() => _api.Issuer.Sign(new(_owner.ToString(), _api.Audience, CompanyService.ReadAndWrite));
}
