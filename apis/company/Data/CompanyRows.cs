using Microsoft.EntityFrameworkCore.Migrations;

namespace SaasPlatform.CompanyApi.Data;

/// <summary>Row-level security for tables with rows of companies, in the migrations of PostgreSQL.</summary>
internal static class CompanyRows
{
    /// <summary>
    /// Shows the service's role, and lets it write, those rows alone for which the condition holds, and all to the platform itself. The owner of the table, who migrates
    /// and makes backups, is not bound.
    /// </summary>
    /// <param name="migration">The migration.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="condition">SQL over the table's columns; by default that a row is of the company that was entered.</param>
    public static void ProtectRows(this MigrationBuilder migration, string table, string condition = "company_id = company.entered_company()") => migration.Sql(
        $"""
        ALTER TABLE company.{table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY company_rows ON company.{table} USING (company.reaches_everything() OR {condition});
        """);
}
