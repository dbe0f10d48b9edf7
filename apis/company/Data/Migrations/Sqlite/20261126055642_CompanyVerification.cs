using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CompanyVerification : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "locale",
                table: "people",
                type: "TEXT",
                maxLength: 35,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "confirmed_by",
                table: "companies",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "registry_checked_at",
                table: "companies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "registry_due_at",
                table: "companies",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddColumn<string>(
                name: "registry_status",
                table: "companies",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "registry_status_date",
                table: "companies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verification",
                table: "companies",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Unverified");

            migrationBuilder.CreateIndex(
                name: "ix_companies_registry_due_at",
                table: "companies",
                column: "registry_due_at",
                filter: "status = 'Active' AND kind <> 'ForeignCompany'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_companies_registry_due_at",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "locale",
                table: "people");

            migrationBuilder.DropColumn(
                name: "confirmed_by",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_checked_at",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_due_at",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_status",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_status_date",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "verification",
                table: "companies");
        }
    }
}
