using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using Xunit;

namespace SaasPlatform.CompanyApi.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void SqliteModel_HasNoPendingChanges() =>
        Assert.False(new SqliteCompanyDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void PostgresModel_HasNoPendingChanges() =>
        Assert.False(new PostgresCompanyDb.DesignTime().CreateDbContext([]).Database.HasPendingModelChanges());
}
