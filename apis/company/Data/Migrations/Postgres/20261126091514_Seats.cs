using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Seats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "seats",
                schema: "company",
                table: "companies",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_expires_at",
                schema: "company",
                table: "invitations",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_invitations_expires_at",
                schema: "company",
                table: "invitations");

            migrationBuilder.DropColumn(
                name: "seats",
                schema: "company",
                table: "companies");
        }
    }
}
