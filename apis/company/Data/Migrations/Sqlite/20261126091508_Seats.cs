using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Seats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "seats",
                table: "companies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_expires_at",
                table: "invitations",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_invitations_expires_at",
                table: "invitations");

            migrationBuilder.DropColumn(
                name: "seats",
                table: "companies");
        }
    }
}
