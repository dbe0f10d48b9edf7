using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Data;
using Xunit;

namespace SaasPlatform.Identity.Tests;

public sealed class DatabaseTests(IdentityService service)
{
    [Fact]
    public void SqliteModel_HasNoPendingChanges() =>
        Assert.False(new SqliteDesignTimeFactory().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void PostgresModel_HasNoPendingChanges() =>
        Assert.False(new PostgresDesignTimeFactory().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public async Task PasskeyTable_Exists() =>
        Assert.Equal(0, await service.InDatabaseAsync(db => db.UserPasskeys.CountAsync()));

    [Theory]
    [InlineData("subject")]
    [InlineData("expiration_date")]
    [InlineData("creation_date")]
    public async Task Tokens_AreIndexedByWhatTheyAreFoundBy(string column) => Assert.Contains(
        column,
        await service.InDatabaseAsync(db => Task.FromResult(db.Model.FindEntityType(typeof(IssuedToken))!.GetIndexes().Select(i => i.Properties[0].GetColumnName()).ToList())));
}
