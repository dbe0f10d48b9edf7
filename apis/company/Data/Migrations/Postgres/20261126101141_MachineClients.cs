using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MachineClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "machine_clients",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    secret_created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_machine_clients", x => x.id);
                    table.ForeignKey(
                        name: "fk_machine_clients_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "machine_client_roles",
                schema: "company",
                columns: table => new
                {
                    machine_client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_machine_client_roles", x => new { x.machine_client_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_machine_client_roles_machine_clients_machine_client_id",
                        column: x => x.machine_client_id,
                        principalSchema: "company",
                        principalTable: "machine_clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_machine_client_roles_roles_role_id",
                        column: x => x.role_id,
                        principalSchema: "company",
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_machine_client_roles_role_id",
                schema: "company",
                table: "machine_client_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_machine_clients_company_id_id",
                schema: "company",
                table: "machine_clients",
                columns: new[] { "company_id", "id" });

            // By hand: a machine client enters its company as a member does.
            migrationBuilder.ProtectRows("machine_clients");
            migrationBuilder.ProtectRows("machine_client_roles", "EXISTS (SELECT FROM company.machine_clients c WHERE c.id = machine_client_roles.machine_client_id)");
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE FUNCTION company.entered_by(account text, company text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
                BEGIN
                  RETURN coalesce(
                    (SELECT m.company_id::text FROM company.members m WHERE m.company_id = $2::uuid AND m.account_id = $1::uuid),
                    (SELECT c.company_id::text FROM company.machine_clients c WHERE c.company_id = $2::uuid AND c.id = $1::uuid),
                    '');
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE FUNCTION company.entered_by(account text, company text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
                BEGIN
                  RETURN coalesce((SELECT m.company_id::text FROM company.members m WHERE m.company_id = $2::uuid AND m.account_id = $1::uuid), '');
                END $$;
                """);

            migrationBuilder.DropTable(
                name: "machine_client_roles",
                schema: "company");

            migrationBuilder.DropTable(
                name: "machine_clients",
                schema: "company");
        }
    }
}
