using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.UserApi.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReceivedVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "received_versions",
                columns: table => new
                {
                    aggregate = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_received_versions", x => x.aggregate);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "received_versions");
        }
    }
}
