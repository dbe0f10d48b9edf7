using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.Identity.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AccountClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "user_info_claims",
                schema: "identity",
                table: "grants",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address",
                schema: "identity",
                table: "accounts",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "birthdate",
                schema: "identity",
                table: "accounts",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "gender",
                schema: "identity",
                table: "accounts",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "middle_name",
                schema: "identity",
                table: "accounts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "nickname",
                schema: "identity",
                table: "accounts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "preferred_username",
                schema: "identity",
                table: "accounts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "profile",
                schema: "identity",
                table: "accounts",
                type: "character varying(2048)",
                maxLength: 2048,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "website",
                schema: "identity",
                table: "accounts",
                type: "character varying(2048)",
                maxLength: 2048,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "user_info_claims",
                schema: "identity",
                table: "grants");

            migrationBuilder.DropColumn(
                name: "address",
                schema: "identity",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "birthdate",
                schema: "identity",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "gender",
                schema: "identity",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "middle_name",
                schema: "identity",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "nickname",
                schema: "identity",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "preferred_username",
                schema: "identity",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "profile",
                schema: "identity",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "website",
                schema: "identity",
                table: "accounts");
        }
    }
}
