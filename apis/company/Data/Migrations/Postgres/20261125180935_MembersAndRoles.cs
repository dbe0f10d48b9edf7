using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MembersAndRoles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "version",
                schema: "company",
                table: "members",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                schema: "company",
                table: "companies",
                type: "character varying(1001)",
                maxLength: 1001,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE company.companies SET search_text = upper(full_name || ' ' || coalesce(short_name, ''))");

            migrationBuilder.CreateTable(
                name: "ownership_offers",
                schema: "company",
                columns: table => new
                {
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    offered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ownership_offers", x => x.company_id);
                    table.ForeignKey(
                        name: "fk_ownership_offers_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "people",
                schema: "company",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    account_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "received_versions",
                schema: "company",
                columns: table => new
                {
                    aggregate = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_received_versions", x => x.aggregate);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    permissions = table.Column<List<string>>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                    table.ForeignKey(
                        name: "fk_roles_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "member_roles",
                schema: "company",
                columns: table => new
                {
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_roles", x => new { x.company_id, x.account_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_member_roles_members_company_id_account_id",
                        columns: x => new { x.company_id, x.account_id },
                        principalSchema: "company",
                        principalTable: "members",
                        principalColumns: new[] { "company_id", "account_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_member_roles_roles_role_id",
                        column: x => x.role_id,
                        principalSchema: "company",
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_member_roles_role_id",
                schema: "company",
                table: "member_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_people_email",
                schema: "company",
                table: "people",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_roles_company_id_name",
                schema: "company",
                table: "roles",
                columns: new[] { "company_id", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "member_roles",
                schema: "company");

            migrationBuilder.DropTable(
                name: "ownership_offers",
                schema: "company");

            migrationBuilder.DropTable(
                name: "people",
                schema: "company");

            migrationBuilder.DropTable(
                name: "received_versions",
                schema: "company");

            migrationBuilder.DropTable(
                name: "roles",
                schema: "company");

            migrationBuilder.DropColumn(
                name: "version",
                schema: "company",
                table: "members");

            migrationBuilder.DropColumn(
                name: "search_text",
                schema: "company",
                table: "companies");
        }
    }
}
