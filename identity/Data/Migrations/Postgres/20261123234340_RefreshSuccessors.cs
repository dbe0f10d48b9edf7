using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.Identity.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RefreshSuccessors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "derived_with",
                schema: "identity",
                table: "tokens",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "parent_id",
                schema: "identity",
                table: "tokens",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_tokens_parent_id",
                schema: "identity",
                table: "tokens",
                column: "parent_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tokens_parent_id",
                schema: "identity",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "derived_with",
                schema: "identity",
                table: "tokens");

            migrationBuilder.DropColumn(
                name: "parent_id",
                schema: "identity",
                table: "tokens");
        }
    }
}
