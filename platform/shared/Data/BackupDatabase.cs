using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Data;

/// <summary>
/// The command <c>db backup file</c>: copies the SQLite database into a new file while the service runs. To restore it, put it
/// in the place of the service's file while the service stands still.
/// </summary>
internal sealed class BackupDatabase<TDb>(TDb db, IOptions<DatabaseSettings> settings)
    : Command("db", "backup", "Copy the SQLite database into a new file; the service may run meanwhile.")
    where TDb : DbContext
{
    public override async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var path])
        {
            await output.WriteLineAsync("Usage: db backup <file>");
            return 2;
        }

        if (settings.Value.Provider != DatabaseProvider.Sqlite)
        {
            await output.WriteLineAsync("This database is PostgreSQL: back it up with deploy/backup.");
            return 1;
        }

        try
        {
            // VACUUM INTO takes a file that is empty; made here, it is its owner's alone.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await new FileStream(path, options).DisposeAsync();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{path} cannot be made: {failure.Message}");
            return 1;
        }

        await db.Database.ExecuteSqlAsync($"VACUUM INTO {path}", cancellationToken);
        await output.WriteLineAsync($"The database is copied to {path}.");
        return 0;
    }
}
