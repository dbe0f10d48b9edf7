using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Testing;

namespace SaasPlatform.Load.Companies;

/// <summary>
/// What operations of the company API cost over HTTP among a thousand companies and among a million, for a person of five and for one of them all; and
/// what protecting a read costs. What is compared takes turns, so that whatever else the machine does meets both.
/// </summary>
internal static class CompanyLoad
{
    private const int Few = 1_000;
    private const int Many = 1_000_000;
    private const int Batch = 5_000;
    private const int WarmUp = 50;
    private const int Times = 201;
    private const int Rounds = 7;
    private const int AtOnce = 16;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly string[] Words = ["Северный", "Южный", "Новый", "Первый", "Городской", "Русский", "Морской", "Лесной", "Горный", "Степной"];
    private static readonly string[] Things = ["чай", "лес", "дом", "путь", "свет", "хлеб", "металл", "транспорт", "берег", "завод"];

    private sealed record Filled(LoadedService Service, HttpClient OfFive, HttpClient OfAll, Guid Person, Guid Company, int Size);

    public static async Task RunAsync()
    {
        await using var fewRows = await TestDatabase.CreateAsync();
        await using var manyRows = await TestDatabase.CreateAsync();
        await using var fewService = await LoadedService.StartAsync(fewRows);
        await using var manyService = await LoadedService.StartAsync(manyRows);
        var (few, many) = (await FillAsync(fewService, Few), await FillAsync(manyService, Many));

        Write($"{(TestDatabase.IsPostgres ? "PostgreSQL" : "SQLite"),-38}{Few,12:N0}{Many,16:N0}   ratio");
        foreach (var (name, call) in Operations())
        {
            var (ofFew, ofMany) = await MediansAsync(() => call(few), () => call(many));
            Write($"{name,-38}{ofFew,9:0.00} ms{ofMany,13:0.00} ms{ofMany / ofFew,8:0.00}");
        }

        var path = $"/v1/companies/{many.Company}";
        await CompareAsync(
            "getCompany, 16 at once, against the same read unprotected",
            () => GetAsync(many.OfFive, path), () => GetAsync(many.OfFive, $"{LoadedService.Unprotected}/{many.Company}?account={many.Person}"));
        if (!TestDatabase.IsPostgres)
            return;

        await using var open = await LoadedService.StartAsync(manyRows, withWall: false);
        using var openClient = open.SignedInAs(many.Person);
        await CompareAsync("getCompany, 16 at once, against no row-level security", () => GetAsync(many.OfFive, path), () => GetAsync(openClient, path));
        await CompareAsync("listCompanies, 16 at once, against no row-level security", () => GetAsync(many.OfFive, "/v1/companies"), () => GetAsync(openClient, "/v1/companies"));
    }

    private static IEnumerable<(string Name, Func<Filled, Task> Call)> Operations()
    {
        yield return ("getCompany", f => GetAsync(f.OfFive, $"/v1/companies/{f.Company}"));
        yield return ("listCompanies of five", f => GetAsync(f.OfFive, "/v1/companies"));
        yield return ("listCompanies of all", f => GetAsync(f.OfAll, "/v1/companies"));
        (string, Func<Filled, string>)[] searches =
        [
            ("one company, by its number", f => Number(f.Size / 2)), ("one company, by part of its name", f => $"{f.Size / 2} эпсилон"), ("a word of a tenth", _ => "Морской"),
            ("a word of all", _ => "ООО"), ("nothing", _ => "такого нет"), ("two letters", _ => "ой"),
        ];
        foreach (var (what, text) in searches)
        {
            yield return ($"{what}, of five", f => GetAsync(f.OfFive, $"/v1/companies?q={Uri.EscapeDataString(text(f))}"));
            yield return ($"{what}, of all", f => GetAsync(f.OfAll, $"/v1/companies?q={Uri.EscapeDataString(text(f))}"));
        }

        yield return ("createCompany", async f =>
        {
            var body = new { kind = "legalEntity", inn = TestNumbers.LegalEntityInn(), fullName = "Общество «Пример»" };
            using var response = await f.OfFive.PostAsJsonAsync("/v1/companies", body);
            response.EnsureSuccessStatusCode();
        }
        );
    }

    private static async Task<Filled> FillAsync(LoadedService service, int size)
    {
        var (five, all, began) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Stopwatch.GetTimestamp());
        var companies = Enumerable.Range(0, size).Select(NewCompany);
        await using var owner = service.Owner();
        var ids = owner is PostgresCompanyDb ? await CopyAsync(owner, companies) : await AddAsync(owner, companies);
        var ofFive = ids.Take(Few).Where((_, number) => number % 200 == 0).ToList();
        await StoreAsync(owner, ids.Select(id => (id, all)).Concat(ofFive.Select(id => (id, five))));
        // Statistics, and pages marked as visible to all: what autovacuum does a little later.
        await owner.Database.ExecuteSqlRawAsync(owner is PostgresCompanyDb ? "VACUUM ANALYZE" : "ANALYZE");
        Write($"{size:N0} companies stored in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        return new(service, service.SignedInAs(five), service.SignedInAs(all), five, ofFive[^1], size);
    }

    private static async Task<List<Guid>> CopyAsync(CompanyDb owner, IEnumerable<Company> companies)
    {
        var ids = new List<Guid>();
        await owner.Database.OpenConnectionAsync();
        await using var copy = await ((NpgsqlConnection)owner.Database.GetDbConnection()).BeginBinaryImportAsync(
            "COPY company.companies (id, kind, inn, full_name, short_name, search_text, status, registry_due_at, created_at, updated_at, version) FROM STDIN (FORMAT binary)");
        foreach (var c in companies)
        {
            await copy.WriteRowAsync(
                CancellationToken.None, c.Id, $"{c.Kind}", c.Inn!, c.FullName, c.ShortName!, c.SearchText, $"{c.Status}", c.RegistryDueAt.UtcDateTime, c.CreatedAt.UtcDateTime, c.UpdatedAt.UtcDateTime, 1);
            ids.Add(c.Id);
        }

        await copy.CompleteAsync();
        return ids;
    }

    private static async Task<List<Guid>> AddAsync(CompanyDb owner, IEnumerable<Company> companies)
    {
        var ids = new List<Guid>();
        foreach (var batch in companies.Chunk(Batch))
        {
            owner.AddRange(batch.AsEnumerable());
            await owner.SaveChangesAsync();
            owner.ChangeTracker.Clear();
            ids.AddRange(batch.Select(c => c.Id));
        }

        return ids;
    }

    private static async Task StoreAsync(CompanyDb owner, IEnumerable<(Guid Company, Guid Account)> members)
    {
        var now = DateTimeOffset.UtcNow;
        if (owner is PostgresCompanyDb)
        {
            await using var copy = await ((NpgsqlConnection)owner.Database.GetDbConnection()).BeginBinaryImportAsync(
                "COPY company.members (company_id, account_id, role, joined_at, version) FROM STDIN (FORMAT binary)");
            foreach (var (company, account) in members)
                await copy.WriteRowAsync(CancellationToken.None, company, account, $"{MemberRole.Admin}", now.UtcDateTime, 1);
            await copy.CompleteAsync();
            return;
        }

        foreach (var batch in members.Chunk(Batch))
        {
            owner.AddRange(batch.Select(m => new Member { CompanyId = m.Company, AccountId = m.Account, Role = MemberRole.Admin, JoinedAt = now }));
            await owner.SaveChangesAsync();
            owner.ChangeTracker.Clear();
        }
    }

    private static Company NewCompany(int number)
    {
        var now = DateTimeOffset.UtcNow;
        return new()
        {
            Id = Guid.CreateVersion7(),
            Inn = Number(number),
            FullName = $"Общество с ограниченной ответственностью «{Words[number % 10]} {Things[number / 10 % 10]} {number} эпсилон»",
            ShortName = $"ООО «{Words[number % 10]} {Things[number / 10 % 10]}»",
            CreatedAt = now,
            UpdatedAt = now,
            // Nobody asks the register of it.
            RegistryDueAt = now.AddDays(7),
        };
    }

    /// <summary>Ten digits that no other has, spread as real ones are.</summary>
    private static string Number(int number) => (1_000_000_000 + (number * 7_919L % 8_999_999_999L)).ToString(CultureInfo.InvariantCulture);

    private static async Task GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task<(double First, double Second)> MediansAsync(Func<Task> first, Func<Task> second)
    {
        var (ofFirst, ofSecond) = (new List<double>(), new List<double>());
        for (var i = -WarmUp; i < Times; i++)
        {
            foreach (var (call, times) in ((Func<Task>, List<double>)[])[(first, ofFirst), (second, ofSecond)])
            {
                var began = Stopwatch.GetTimestamp();
                await call();
                if (i >= 0)
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return (Median(ofFirst), Median(ofSecond));
    }

    /// <summary>Requests a second of both, and the first as a part of the second.</summary>
    private static async Task CompareAsync(string name, Func<Task> first, Func<Task> second)
    {
        var (ofFirst, ofSecond) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Rounds; i++)
        {
            foreach (var (call, rates) in ((Func<Task>, List<double>)[])[(first, ofFirst), (second, ofSecond)])
            {
                var rate = await RateAsync(call);
                // The first round warms up.
                if (i > 0)
                    rates.Add(rate);
            }
        }

        Write($"{name}: {Median(ofFirst):N0} of {Median(ofSecond):N0} a second, {Median(ofFirst.Zip(ofSecond, (a, b) => a / b)):0.00}");
    }

    private static async Task<double> RateAsync(Func<Task> call)
    {
        var (began, count) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(began) < Round)
            {
                await call();
                Interlocked.Increment(ref count);
            }
        }));
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
