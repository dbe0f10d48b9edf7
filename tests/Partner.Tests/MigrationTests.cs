using Microsoft.EntityFrameworkCore;
using SaasPlatform.PartnerApi.Data;
using Xunit;

namespace SaasPlatform.PartnerApi.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void SqliteModel_HasNoPendingChanges() =>
        Assert.False(new SqlitePartnerDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void PostgresModel_HasNoPendingChanges() =>
        Assert.False(new PostgresPartnerDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());
}
