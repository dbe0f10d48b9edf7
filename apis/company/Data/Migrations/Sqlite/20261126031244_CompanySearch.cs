using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CompanySearch : Migration
    {
        // By hand, and apart from CompanyDetails: that one rebuilds the table, which drops its triggers. Whatever rebuilds it again must
        // create them again.
        private const string Index = """
            UPDATE companies SET search_text = search_text || ' ' || inn || coalesce(' ' || ogrn, ''), search_id = rowid;

            CREATE VIRTUAL TABLE companies_search USING fts5(search_text, tokenize = 'trigram');
            INSERT INTO companies_search (rowid, search_text) SELECT search_id, search_text FROM companies;

            CREATE TRIGGER companies_search_insert AFTER INSERT ON companies BEGIN
              UPDATE companies SET search_id = (SELECT coalesce(max(search_id), 0) + 1 FROM companies) WHERE id = new.id;
              INSERT INTO companies_search (rowid, search_text) SELECT search_id, search_text FROM companies WHERE id = new.id;
            END;
            CREATE TRIGGER companies_search_update AFTER UPDATE OF search_text ON companies BEGIN
              UPDATE companies_search SET search_text = new.search_text WHERE rowid = new.search_id;
            END;
            CREATE TRIGGER companies_search_delete AFTER DELETE ON companies BEGIN
              DELETE FROM companies_search WHERE rowid = old.search_id;
            END;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Index);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            DROP TRIGGER companies_search_insert;
            DROP TRIGGER companies_search_update;
            DROP TRIGGER companies_search_delete;
            DROP TABLE companies_search;
            """);
    }
}
