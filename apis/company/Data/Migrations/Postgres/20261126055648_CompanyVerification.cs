using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CompanyVerification : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "locale",
                schema: "company",
                table: "people",
                type: "character varying(35)",
                maxLength: 35,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "confirmed_by",
                schema: "company",
                table: "companies",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "registry_checked_at",
                schema: "company",
                table: "companies",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "registry_due_at",
                schema: "company",
                table: "companies",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "registry_status",
                schema: "company",
                table: "companies",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "registry_status_date",
                schema: "company",
                table: "companies",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verification",
                schema: "company",
                table: "companies",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Unverified");

            migrationBuilder.CreateIndex(
                name: "ix_companies_registry_due_at",
                schema: "company",
                table: "companies",
                column: "registry_due_at",
                filter: "status = 'Active' AND kind <> 'ForeignCompany'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_companies_registry_due_at",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "locale",
                schema: "company",
                table: "people");

            migrationBuilder.DropColumn(
                name: "confirmed_by",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_checked_at",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_due_at",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_status",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registry_status_date",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "verification",
                schema: "company",
                table: "companies");
        }
    }
}
