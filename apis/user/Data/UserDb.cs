using Microsoft.EntityFrameworkCore;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.UserApi.Preferences;
using SaasPlatform.UserApi.Profiles;

namespace SaasPlatform.UserApi.Data;

public abstract class UserDb(DbContextOptions options) : DbContext(options)
{
    public const string Schema = "user";

    public DbSet<Profile> Profiles => Set<Profile>();

    public DbSet<UserPreferences> Preferences => Set<UserPreferences>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(UserDb).Assembly);
        modelBuilder.ConfigureReceivedVersions();
        modelBuilder.UseDatabaseConventions();
    }
}
