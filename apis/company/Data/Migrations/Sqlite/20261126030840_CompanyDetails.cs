using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CompanyDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "inn",
                table: "companies",
                type: "TEXT",
                maxLength: 12,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 12);

            migrationBuilder.AddColumn<string>(
                name: "bik",
                table: "companies",
                type: "TEXT",
                maxLength: 9,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "comparable_registration_number",
                table: "companies",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "correspondent_account",
                table: "companies",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "country",
                table: "companies",
                type: "TEXT",
                maxLength: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "okved",
                table: "companies",
                type: "TEXT",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "postal_address",
                table: "companies",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "registration_number",
                table: "companies",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "search_id",
                table: "companies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "settlement_account",
                table: "companies",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "branches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    company_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kpp = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_branches", x => x.id);
                    table.ForeignKey(
                        name: "fk_branches_companies_company_id",
                        column: x => x.company_id,
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "company_claims",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    company_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    declined_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_company_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_company_claims_companies_company_id",
                        column: x => x.company_id,
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_companies_country_comparable_registration_number",
                table: "companies",
                columns: new[] { "country", "comparable_registration_number" },
                unique: true,
                filter: "status = 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_companies_search_id",
                table: "companies",
                column: "search_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_branches_company_id_id",
                table: "branches",
                columns: new[] { "company_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_branches_company_id_kpp",
                table: "branches",
                columns: new[] { "company_id", "kpp" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_company_claims_account_id_id",
                table: "company_claims",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_company_claims_company_id_account_id",
                table: "company_claims",
                columns: new[] { "company_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_company_claims_expires_at",
                table: "company_claims",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "branches");

            migrationBuilder.DropTable(
                name: "company_claims");

            migrationBuilder.DropIndex(
                name: "ix_companies_country_comparable_registration_number",
                table: "companies");

            migrationBuilder.DropIndex(
                name: "ix_companies_search_id",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "bik",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "comparable_registration_number",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "correspondent_account",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "country",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "okved",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "postal_address",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registration_number",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "search_id",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "settlement_account",
                table: "companies");

            migrationBuilder.AlterColumn<string>(
                name: "inn",
                table: "companies",
                type: "TEXT",
                maxLength: 12,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 12,
                oldNullable: true);
        }
    }
}
