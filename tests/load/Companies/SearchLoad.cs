using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SaasPlatform.CompanyApi.Companies;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.CompanyApi.Members;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.Load.Companies;

/// <summary>How long a search takes among few companies and among many, for a person of five and for one of them all.</summary>
internal static class SearchLoad
{
    private const int Batch = 5_000;
    private const int Times = 21;

    private static readonly int[] Sizes = [1_000, 1_000_000];
    private static readonly string[] Words = ["Северный", "Южный", "Новый", "Первый", "Городской", "Русский", "Морской", "Лесной", "Горный", "Степной"];
    private static readonly string[] Things = ["чай", "лес", "дом", "путь", "свет", "хлеб", "металл", "транспорт", "берег", "завод"];

    public static async Task RunAsync()
    {
        var server = Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set TEST_POSTGRES to the connection string of a PostgreSQL superuser.");
        foreach (var size in Sizes)
        {
            await MeasureOnSqliteAsync(size);
            await MeasureOnPostgresAsync(server, size);
        }
    }

    private static async Task MeasureOnSqliteAsync(int size)
    {
        var folder = Directory.CreateTempSubdirectory("saas-load-").FullName;
        var options = (DbContextOptions<SqliteCompanyDb>)new DbContextOptionsBuilder<SqliteCompanyDb>().UseSqliteFile(Path.Combine(folder, "company.db")).Options;
        await MeasureAsync("SQLite", size, () => new SqliteCompanyDb(options));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasureOnPostgresAsync(string server, int size)
    {
        var name = "saas_load_" + Guid.NewGuid().ToString("N");
        await using var admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using (var create = admin.CreateCommand($"CREATE DATABASE {name}"))
            await create.ExecuteNonQueryAsync();
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = 600 }.ConnectionString;
            var options = (DbContextOptions<PostgresCompanyDb>)new DbContextOptionsBuilder<PostgresCompanyDb>().UsePostgres(connection, CompanyDb.Schema).Options;
            await MeasureAsync("PostgreSQL", size, () => new PostgresCompanyDb(options));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await using var drop = admin.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
            await drop.ExecuteNonQueryAsync();
        }
    }

    private static async Task MeasureAsync(string database, int size, Func<CompanyDb> open)
    {
        var (few, all) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var began = Stopwatch.GetTimestamp();
        await using (var db = open())
            await db.Database.MigrateAsync();
        for (var first = 0; first < size; first += Batch)
        {
            await using var db = open();
            foreach (var number in Enumerable.Range(first, Math.Min(Batch, size - first)))
                db.AddRange(Members(number, few, all));
            await db.SaveChangesAsync();
        }

        await using (var db = open())
            await db.Database.ExecuteSqlRawAsync(db is PostgresCompanyDb ? "VACUUM ANALYZE" : "ANALYZE");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}, {size:N0} companies, loaded in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
        (string, string)[] searches =
        [
            ("one company, by its number", Number(size / 2)), ("one company, by part of its name", $"{size / 2} эпсилон"), ("a word of a tenth", "Морской"), ("a word of all", "ООО"),
            ("nothing", "такого нет"), ("two letters", "ой"),
        ];
        foreach (var (what, text) in searches)
        {
            var (ofFive, ofAll) = (await MedianAsync(open, few, text), await MedianAsync(open, all, text));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-34} member of five {ofFive,8:0.0} ms   member of all {ofAll,8:0.0} ms"));
        }
    }

    private static IEnumerable<Member> Members(int number, Guid few, Guid all)
    {
        var now = DateTimeOffset.UtcNow;
        var company = new Company
        {
            Id = Guid.CreateVersion7(),
            Inn = Number(number),
            FullName = $"Общество с ограниченной ответственностью «{Words[number % 10]} {Things[number / 10 % 10]} {number} эпсилон»",
            ShortName = $"ООО «{Words[number % 10]} {Things[number / 10 % 10]}»",
            CreatedAt = now,
            UpdatedAt = now,
        };
        yield return new Member { Company = company, AccountId = all, Role = MemberRole.Owner, JoinedAt = now };
        if (number % 200 == 0 && number < 1_000)
            yield return new Member { Company = company, AccountId = few, Role = MemberRole.Admin, JoinedAt = now };
    }

    /// <summary>Ten digits that no other has, spread as real ones are.</summary>
    private static string Number(int number) => (1_000_000_000 + (number * 7_919L % 8_999_999_999L)).ToString(CultureInfo.InvariantCulture);

    private static async Task<double> MedianAsync(Func<CompanyDb> open, Guid person, string text)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await using var db = open();
            var began = Stopwatch.GetTimestamp();
            var found = await db.MatchingAsync(db.Members.AsNoTracking().Where(m => m.AccountId == person), Company.ForSearch(text), new PageRequest(), CancellationToken.None);
            await new PageRequest().ReadAsync(found, m => m.CompanyId, CompanyResponse.Projection, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times[Times / 2];
    }
}
