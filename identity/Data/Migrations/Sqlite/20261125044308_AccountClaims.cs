using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.Identity.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AccountClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "user_info_claims",
                table: "grants",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "birthdate",
                table: "accounts",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "gender",
                table: "accounts",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "middle_name",
                table: "accounts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "nickname",
                table: "accounts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "preferred_username",
                table: "accounts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "profile",
                table: "accounts",
                type: "TEXT",
                maxLength: 2048,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "website",
                table: "accounts",
                type: "TEXT",
                maxLength: 2048,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "user_info_claims",
                table: "grants");

            migrationBuilder.DropColumn(
                name: "address",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "birthdate",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "gender",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "middle_name",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "nickname",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "preferred_username",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "profile",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "website",
                table: "accounts");
        }
    }
}
