using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RegistryEntries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "registry_entries",
                columns: table => new
                {
                    inn = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    asked_kpp = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_found = table.Column<bool>(type: "INTEGER", nullable: false),
                    kpp = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    ogrn = table.Column<string>(type: "TEXT", maxLength: 15, nullable: true),
                    full_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    short_name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    legal_address = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    okved = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    status_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    registration_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_branch = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_entries", x => new { x.inn, x.asked_kpp });
                });

            migrationBuilder.CreateIndex(
                name: "ix_registry_entries_checked_at",
                table: "registry_entries",
                column: "checked_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "registry_entries");
        }
    }
}
