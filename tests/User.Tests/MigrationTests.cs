using Microsoft.EntityFrameworkCore;
using SaasPlatform.UserApi.Data;
using Xunit;

namespace SaasPlatform.UserApi.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void SqliteModel_HasNoPendingChanges() =>
        Assert.False(new SqliteUserDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void PostgresModel_HasNoPendingChanges() =>
        Assert.False(new PostgresUserDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());
}
