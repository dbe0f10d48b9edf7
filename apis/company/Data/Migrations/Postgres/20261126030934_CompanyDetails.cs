using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CompanyDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AlterColumn<string>(
                name: "search_text",
                schema: "company",
                table: "companies",
                type: "character varying(1100)",
                maxLength: 1100,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(1001)",
                oldMaxLength: 1001,
                oldDefaultValue: "");

            migrationBuilder.AlterColumn<string>(
                name: "inn",
                schema: "company",
                table: "companies",
                type: "character varying(12)",
                maxLength: 12,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(12)",
                oldMaxLength: 12);

            migrationBuilder.AddColumn<string>(
                name: "bik",
                schema: "company",
                table: "companies",
                type: "character varying(9)",
                maxLength: 9,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "comparable_registration_number",
                schema: "company",
                table: "companies",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "correspondent_account",
                schema: "company",
                table: "companies",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "country",
                schema: "company",
                table: "companies",
                type: "character varying(2)",
                maxLength: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "okved",
                schema: "company",
                table: "companies",
                type: "character varying(8)",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "postal_address",
                schema: "company",
                table: "companies",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "registration_number",
                schema: "company",
                table: "companies",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "settlement_account",
                schema: "company",
                table: "companies",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "branches",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kpp = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    address = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_branches", x => x.id);
                    table.ForeignKey(
                        name: "fk_branches_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "company_claims",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    declined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_company_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_company_claims_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_companies_country_comparable_registration_number",
                schema: "company",
                table: "companies",
                columns: new[] { "country", "comparable_registration_number" },
                unique: true,
                filter: "status = 'Active'");

            migrationBuilder.CreateIndex(
                name: "ix_companies_search_text",
                schema: "company",
                table: "companies",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_branches_company_id_id",
                schema: "company",
                table: "branches",
                columns: new[] { "company_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_branches_company_id_kpp",
                schema: "company",
                table: "branches",
                columns: new[] { "company_id", "kpp" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_company_claims_account_id_id",
                schema: "company",
                table: "company_claims",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_company_claims_company_id_account_id",
                schema: "company",
                table: "company_claims",
                columns: new[] { "company_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_company_claims_expires_at",
                schema: "company",
                table: "company_claims",
                column: "expires_at");

            // By hand: the numbers of companies that exist become searchable, as Company.SearchText has them.
            migrationBuilder.Sql("UPDATE company.companies SET search_text = search_text || ' ' || inn || coalesce(' ' || ogrn, '')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "branches",
                schema: "company");

            migrationBuilder.DropTable(
                name: "company_claims",
                schema: "company");

            migrationBuilder.DropIndex(
                name: "ix_companies_country_comparable_registration_number",
                schema: "company",
                table: "companies");

            migrationBuilder.DropIndex(
                name: "ix_companies_search_text",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "bik",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "comparable_registration_number",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "correspondent_account",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "country",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "okved",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "postal_address",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "registration_number",
                schema: "company",
                table: "companies");

            migrationBuilder.DropColumn(
                name: "settlement_account",
                schema: "company",
                table: "companies");

            migrationBuilder.AlterDatabase()
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AlterColumn<string>(
                name: "search_text",
                schema: "company",
                table: "companies",
                type: "character varying(1001)",
                maxLength: 1001,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(1100)",
                oldMaxLength: 1100,
                oldDefaultValue: "");

            migrationBuilder.AlterColumn<string>(
                name: "inn",
                schema: "company",
                table: "companies",
                type: "character varying(12)",
                maxLength: 12,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(12)",
                oldMaxLength: 12,
                oldNullable: true);
        }
    }
}
