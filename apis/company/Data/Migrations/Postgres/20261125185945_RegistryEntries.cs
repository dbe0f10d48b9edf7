using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RegistryEntries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "registry_entries",
                schema: "company",
                columns: table => new
                {
                    inn = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    asked_kpp = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_found = table.Column<bool>(type: "boolean", nullable: false),
                    kpp = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true),
                    ogrn = table.Column<string>(type: "character varying(15)", maxLength: 15, nullable: true),
                    full_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    short_name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    legal_address = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    okved = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    status_date = table.Column<DateOnly>(type: "date", nullable: true),
                    registration_date = table.Column<DateOnly>(type: "date", nullable: true),
                    is_branch = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_entries", x => new { x.inn, x.asked_kpp });
                });

            migrationBuilder.CreateIndex(
                name: "ix_registry_entries_checked_at",
                schema: "company",
                table: "registry_entries",
                column: "checked_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "registry_entries",
                schema: "company");
        }
    }
}
