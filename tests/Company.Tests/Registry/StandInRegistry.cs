using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SaasPlatform.Testing;

namespace SaasPlatform.CompanyApi.Tests.Registry;

/// <summary>A server on the loopback interface that answers as DaData's search by INN does. It can be told to misbehave.</summary>
public sealed class StandInRegistry : IAsyncDisposable
{
    public const string Token = "stand-in-key-5f0c2f7e9d";
    public const string ManagerName = "Скрытнов Пётр Тайнович";

    private readonly ConcurrentDictionary<string, JsonArray> _suggestions = new();
    private readonly ConcurrentQueue<JsonObject> _questions = new();
    private WebApplication _app = null!;
    private int _strayCalls;

    public string Address => _app.Urls.Single();

    /// <summary>Answers instead of the registry where it gives true.</summary>
    public Func<HttpContext, Task<bool>>? Interfere { get; set; }

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<JsonObject> Questions => [.. _questions];

    public int Calls => _questions.Count;

    /// <summary>Calls to any other address, as one that a redirect leads to.</summary>
    public int StrayCalls => _strayCalls;

    public static async Task<StandInRegistry> StartAsync()
    {
        var registry = new StandInRegistry();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // What it is told to write too much of is never read to its end.
        builder.WebHost.ConfigureKestrel(k => k.Limits.MinResponseDataRate = null);
        registry._app = builder.Build();
        registry._app.MapPost("/suggestions/api/4_1/rs/findById/party", registry.AnswerAsync);
        registry._app.MapFallback(() =>
        {
            Interlocked.Increment(ref registry._strayCalls);
            return Results.NotFound();
        });
        await registry._app.StartAsync();
        return registry;
    }

    /// <summary>Lets the registry know a company; several of one INN are several suggestions.</summary>
    public JsonObject Add(string inn, Action<JsonObject>? change = null)
    {
        var data = Company(inn);
        change?.Invoke(data);
        _suggestions.GetOrAdd(inn, _ => []).Add(new JsonObject { ["value"] = data["name"]?.Text("short_with_opf"), ["unrestricted_value"] = "", ["data"] = data });
        return data;
    }

    public void Remove(string inn) => _suggestions.TryRemove(inn, out _);

    /// <summary>Nobody listens any more.</summary>
    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static JsonObject Company(string inn) => new()
    {
        ["inn"] = inn,
        ["kpp"] = inn.Length == 10 ? "770101001" : null,
        ["ogrn"] = inn.Length == 10 ? "1027700132195" : "325774600123451",
        ["ogrn_date"] = 1029456000000,
        ["type"] = inn.Length == 10 ? "LEGAL" : "INDIVIDUAL",
        ["branch_type"] = inn.Length == 10 ? "MAIN" : null,
        ["branch_count"] = 3,
        ["name"] = new JsonObject { ["full_with_opf"] = "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ \"ПРИМЕР\"", ["short_with_opf"] = "ООО \"ПРИМЕР\"" },
        ["management"] = new JsonObject { ["name"] = ManagerName, ["post"] = "ДИРЕКТОР" },
        ["founders"] = new JsonArray(new JsonObject { ["fio"] = new JsonObject { ["name"] = ManagerName } }),
        ["fio"] = new JsonObject { ["surname"] = ManagerName },
        ["okved"] = "62.01",
        ["state"] = new JsonObject { ["status"] = "ACTIVE", ["registration_date"] = 1029456000000, ["liquidation_date"] = null, ["actuality_date"] = 1764028800000 },
        ["address"] = new JsonObject { ["value"] = "г Москва, ул Вавилова, д 19", ["data"] = null },
    };

    private async Task AnswerAsync(HttpContext context)
    {
        var question = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        _questions.Enqueue(question);
        if (Interfere is { } interfere && await interfere(context))
            return;
        if (context.Request.Headers.Authorization != $"Token {Token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var found = _suggestions.GetValueOrDefault(question.Text("query")!) ?? [];
        await context.Response.WriteAsJsonAsync(new JsonObject { ["suggestions"] = found.DeepClone() });
    }
}
