using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Invitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_people_email",
                schema: "company",
                table: "people");

            migrationBuilder.AddColumn<string>(
                name: "comparable_email",
                schema: "company",
                table: "people",
                type: "character varying(320)",
                maxLength: 320,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE company.people SET comparable_email = upper(email)");

            migrationBuilder.CreateTable(
                name: "invitations",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    comparable_email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    invited_by_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    key = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_invitations_companies_company_id",
                        column: x => x.company_id,
                        principalSchema: "company",
                        principalTable: "companies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outbox_aggregates",
                schema: "company",
                columns: table => new
                {
                    destination = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    aggregate = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    delivered = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    claimed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    claimed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    last_error = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    dead_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_alone = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_aggregates", x => new { x.destination, x.aggregate });
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    destination = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    aggregate = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    trace_parent = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "invitation_roles",
                schema: "company",
                columns: table => new
                {
                    invitation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation_roles", x => new { x.invitation_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_invitation_roles_invitations_invitation_id",
                        column: x => x.invitation_id,
                        principalSchema: "company",
                        principalTable: "invitations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_invitation_roles_roles_role_id",
                        column: x => x.role_id,
                        principalSchema: "company",
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_people_comparable_email",
                schema: "company",
                table: "people",
                column: "comparable_email");

            migrationBuilder.CreateIndex(
                name: "ix_invitation_roles_role_id",
                schema: "company",
                table: "invitation_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_company_id_comparable_email",
                schema: "company",
                table: "invitations",
                columns: new[] { "company_id", "comparable_email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_company_id_id",
                schema: "company",
                table: "invitations",
                columns: new[] { "company_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_comparable_email",
                schema: "company",
                table: "invitations",
                column: "comparable_email");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_aggregates_dead_at",
                schema: "company",
                table: "outbox_aggregates",
                column: "dead_at",
                filter: "dead_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_aggregates_destination_due_at",
                schema: "company",
                table: "outbox_aggregates",
                columns: new[] { "destination", "due_at" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_destination_aggregate_version",
                schema: "company",
                table: "outbox_messages",
                columns: new[] { "destination", "aggregate", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "invitation_roles",
                schema: "company");

            migrationBuilder.DropTable(
                name: "outbox_aggregates",
                schema: "company");

            migrationBuilder.DropTable(
                name: "outbox_messages",
                schema: "company");

            migrationBuilder.DropTable(
                name: "invitations",
                schema: "company");

            migrationBuilder.DropIndex(
                name: "ix_people_comparable_email",
                schema: "company",
                table: "people");

            migrationBuilder.DropColumn(
                name: "comparable_email",
                schema: "company",
                table: "people");

            migrationBuilder.CreateIndex(
                name: "ix_people_email",
                schema: "company",
                table: "people",
                column: "email");
        }
    }
}
