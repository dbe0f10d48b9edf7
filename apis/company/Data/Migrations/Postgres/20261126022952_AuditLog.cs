using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AuditLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_batches",
                schema: "company",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    entries = table.Column<byte[]>(type: "bytea", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_batches", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    client_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    target_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    target_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    changes = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    user_agent = table.Column<string>(type: "text", nullable: true),
                    trace_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    batch = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_subject_keys",
                schema: "company",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_subject_keys", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_batch_id",
                schema: "company",
                table: "audit_entries",
                columns: new[] { "batch", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_action_id",
                schema: "company",
                table: "audit_entries",
                columns: new[] { "tenant_id", "action", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_actor_id_id",
                schema: "company",
                table: "audit_entries",
                columns: new[] { "tenant_id", "actor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_id",
                schema: "company",
                table: "audit_entries",
                columns: new[] { "tenant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_tenant_id_target_id_id",
                schema: "company",
                table: "audit_entries",
                columns: new[] { "tenant_id", "target_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_subject_keys_subject",
                schema: "company",
                table: "audit_subject_keys",
                column: "subject",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_batches",
                schema: "company");

            migrationBuilder.DropTable(
                name: "audit_entries",
                schema: "company");

            migrationBuilder.DropTable(
                name: "audit_subject_keys",
                schema: "company");
        }
    }
}
