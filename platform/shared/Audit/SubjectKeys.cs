using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace SaasPlatform.Shared.Audit;

/// <summary>The keys of the people that a log is about.</summary>
public static class SubjectKeys
{
    /// <summary>Destroys the keys of a person: what entries hold about that person can be read by nobody any more.</summary>
    /// <param name="db">A context with <c>ConfigureAudit</c> in its model.</param>
    /// <param name="subjects">The account id, and addresses of the person as they are compared.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>How many keys there were.</returns>
    public static Task<int> EraseFromAuditAsync(this DbContext db, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken) =>
        db.Set<SubjectKey>().Where(k => subjects.Contains(k.Subject)).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The keys of these subjects; those who have none get one in the transaction of the caller.</summary>
    internal static async Task<IReadOnlyDictionary<string, SubjectKey>> KeysAsync(this DbContext db, IEnumerable<string> subjects, CancellationToken cancellationToken)
    {
        // In one order, so that two transactions that meet at new keys do not wait for each other in a circle.
        var wanted = subjects.Distinct().Order(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
            return new Dictionary<string, SubjectKey>();

        while (true)
        {
            var keys = await db.Set<SubjectKey>().AsNoTracking().Where(k => wanted.Contains(k.Subject)).ToDictionaryAsync(k => k.Subject, cancellationToken);
            if (keys.Count == wanted.Count)
                return keys;

            foreach (var subject in wanted.Where(s => !keys.ContainsKey(s)))
                await db.CreateAsync(subject, cancellationToken);
        }
    }

    /// <summary>The keys that are left of these.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, byte[]>> KeysLeftAsync(this DbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0
            ? new Dictionary<Guid, byte[]>()
            : await db.Set<SubjectKey>().AsNoTracking().Where(k => wanted.Contains(k.Id)).ToDictionaryAsync(k => k.Id, k => k.Key, cancellationToken);
    }

    /// <summary>Two at once make one key: the second waits for the first to commit, and finds it.</summary>
    private static Task<int> CreateAsync(this DbContext db, string subject, CancellationToken cancellationToken)
    {
        var entity = db.Model.FindEntityType(typeof(SubjectKey)) ?? throw new InvalidOperationException($"{db.GetType().Name} lacks ConfigureAudit in its model.");
        var table = db.GetService<ISqlGenerationHelper>().DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
        // The name of the table comes from the model; the values are parameters.
        var insert = $$"""INSERT INTO {{table}} (id, subject, key) VALUES ({0}, {1}, {2}) ON CONFLICT (subject) DO NOTHING""";
        return db.Database.ExecuteSqlRawAsync(insert, [Guid.CreateVersion7(), subject, RandomNumberGenerator.GetBytes(32)], cancellationToken);
    }
}
