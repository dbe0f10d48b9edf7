using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class VerifiedDomains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "email_is_verified",
                schema: "company",
                table: "people",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "domains",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(229)", maxLength: 229, nullable: false),
                    token = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    missing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    joining = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_domains", x => x.id);
                    table.ForeignKey(
                        name: "fk_domains_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_domains_roles_role_id",
                        column: x => x.role_id,
                        principalSchema: "company",
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "join_requests",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    domain_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    declined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_join_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_join_requests_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_join_requests_domains_domain_id",
                        column: x => x.domain_id,
                        principalSchema: "company",
                        principalTable: "domains",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_domains_company_id_id",
                schema: "company",
                table: "domains",
                columns: new[] { "company_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_domains_company_id_name",
                schema: "company",
                table: "domains",
                columns: new[] { "company_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_domains_due_at",
                schema: "company",
                table: "domains",
                column: "due_at",
                filter: "verified_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_domains_name",
                schema: "company",
                table: "domains",
                column: "name",
                unique: true,
                filter: "verified_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_domains_role_id",
                schema: "company",
                table: "domains",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_account_id",
                schema: "company",
                table: "join_requests",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_company_id_account_id",
                schema: "company",
                table: "join_requests",
                columns: new[] { "company_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_company_id_id",
                schema: "company",
                table: "join_requests",
                columns: new[] { "company_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_domain_id",
                schema: "company",
                table: "join_requests",
                column: "domain_id");

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_expires_at",
                schema: "company",
                table: "join_requests",
                column: "expires_at");

            // By hand.
            migrationBuilder.ProtectRows("domains");
            migrationBuilder.ProtectRows("join_requests");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "join_requests",
                schema: "company");

            migrationBuilder.DropTable(
                name: "domains",
                schema: "company");

            migrationBuilder.DropColumn(
                name: "email_is_verified",
                schema: "company",
                table: "people");
        }
    }
}
