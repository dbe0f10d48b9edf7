using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SaasPlatform.Identity.Tests.Organizations;

/// <summary>How the company API answers.</summary>
public enum CompanyApiState
{
    Works,
    Refuses,
    Fails,
    SpeaksGarbage,
    IsCutOff,
}

/// <summary>Stands where the company API is: knows who belongs where, and misbehaves as it is told.</summary>
public sealed class StandInCompanyApi : HttpMessageHandler
{
    private readonly ConcurrentDictionary<(Guid Account, Guid Company), (string Name, string[] Roles, string[] Permissions)> _members = new();

    private readonly ConcurrentDictionary<(Guid Company, Guid Client), string[]> _clients = new();

    private readonly ConcurrentQueue<JsonObject> _announced = new();

    public CompanyApiState State { get; set; }

    /// <summary>Waits until an account was announced, and gives what was said of it.</summary>
    public async Task<JsonObject> AnnouncedAsync(Guid account)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (_announced.FirstOrDefault(e => e["aggregate"]!.ToString() == $"account:{account}") is { } announced)
                return announced["data"]!.AsObject();
            await Task.Delay(10, patience.Token);
        }
    }

    public Guid Add(Guid account, string name, string role = "member", params string[] permissions)
    {
        var company = Guid.CreateVersion7();
        _members[(account, company)] = (name, [role], ["members.read", .. permissions]);
        return company;
    }

    /// <summary>The company has this machine client.</summary>
    public void AddClient(Guid company, Guid client, params string[] permissions) => _clients[(company, client)] = permissions;

    /// <summary>The client is deleted, or the company archived.</summary>
    public void RemoveClient(Guid company, Guid client) => _clients.TryRemove((company, client), out _);

    public void Remove(Guid account, Guid company) => _members.TryRemove((account, company), out _);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post)
            _announced.Enqueue(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject());
        return Answer(request);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Post)
            return new(HttpStatusCode.NoContent);
        if (request.Headers.Authorization?.Parameter is null)
            return new(HttpStatusCode.Unauthorized);

        return State switch
        {
            CompanyApiState.Refuses => throw new HttpRequestException("Connection refused"),
            CompanyApiState.Fails => new(HttpStatusCode.InternalServerError),
            CompanyApiState.SpeaksGarbage => new(HttpStatusCode.OK) { Content = new StringContent("""{"id":1}""", Encoding.UTF8, "application/json") },
            CompanyApiState.IsCutOff => new(HttpStatusCode.OK) { Content = new StringContent("""{"id":"01""", Encoding.UTF8, "application/json") },
            _ => Find(request.RequestUri!),
        };
    }

    private HttpResponseMessage Find(Uri uri)
    {
        var parts = uri.AbsolutePath.Split('/');
        if (parts[3] == "organizations")
        {
            return _clients.TryGetValue((Guid.Parse(parts[4]), Guid.Parse(parts[6])), out var permissions)
                ? Json(new { id = parts[4], name = "ООО «Одна»", roles = new[] { "member", "Склад" }, permissions })
                : new(HttpStatusCode.NotFound);
        }

        var account = Guid.Parse(parts[4]);
        if (parts.Length == 7)
        {
            var company = Guid.Parse(parts[6]);
            return _members.TryGetValue((account, company), out var member)
                ? Json(new { id = company, name = member.Name, roles = member.Roles, permissions = member.Permissions })
                : new(HttpStatusCode.NotFound);
        }

        var search = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query).GetValueOrDefault("search").ToString();
        var found = _members.Where(m => m.Key.Account == account && m.Value.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
            .OrderBy(m => m.Value.Name, StringComparer.Ordinal).ToList();
        return Json(new { items = found.Take(50).Select(m => new { id = m.Key.Company, name = m.Value.Name, inn = "7707083893" }), hasMore = found.Count > 50 });
    }

    private static HttpResponseMessage Json(object body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) };
}
