using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SaasPlatform.CompanyApi.Data.Migrations.Postgres
{
    /// <summary>The wall between companies in the database itself; CompanyBoundary says in each transaction which side it is on.</summary>
    public partial class RowLevelSecurity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION company.reaches_everything() RETURNS boolean LANGUAGE sql STABLE AS
                  $$ SELECT current_setting('saasplatform.reach', true) = 'platform' $$;

                CREATE FUNCTION company.entered_company() RETURNS uuid LANGUAGE sql STABLE AS
                  $$ SELECT nullif(current_setting('saasplatform.company_id', true), '')::uuid $$;

                CREATE FUNCTION company.own_account() RETURNS uuid LANGUAGE sql STABLE AS
                  $$ SELECT nullif(current_setting('saasplatform.account_id', true), '')::uuid $$;

                -- The functions below run as the owner of the tables, who sees every row: each says no more than its name.
                -- In this language the plan is kept for the connection.
                CREATE FUNCTION company.entered_by(account text, company text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
                BEGIN
                  RETURN coalesce((SELECT m.company_id::text FROM company.members m WHERE m.company_id = $2::uuid AND m.account_id = $1::uuid), '');
                END $$;

                CREATE FUNCTION company.own_companies_like(pattern text, before uuid, most integer) RETURNS SETOF uuid
                  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
                BEGIN
                  -- Planned for each text: a common one is sought among the memberships, a rare one by its trigrams.
                  RETURN QUERY EXECUTE
                    'SELECT m.company_id FROM company.members m JOIN company.companies c ON c.id = m.company_id
                     WHERE m.account_id = $1 AND c.search_text LIKE $2 AND ($3 IS NULL OR m.company_id < $3)
                     ORDER BY m.company_id DESC LIMIT $4'
                    USING (SELECT nullif(current_setting('saasplatform.account_id', true), '')::uuid), pattern, before, most;
                END $$;

                CREATE FUNCTION company.invitations_mailed_to(address text, since timestamptz) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS
                  $$ SELECT count(*)::integer FROM company.invitations i WHERE i.comparable_email = $1 AND i.sent_at > $2 $$;
                """);

            foreach (var table in (string[])["branches", "roles", "ownership_offers", "invitations", "company_claims"])
                migrationBuilder.ProtectRows(table);
            migrationBuilder.ProtectRows("members", "company_id = company.entered_company() OR account_id = company.own_account()");
            migrationBuilder.ProtectRows("member_roles", "company_id = company.entered_company() OR account_id = company.own_account()");
            migrationBuilder.ProtectRows(
                "companies",
                "id = company.entered_company() OR EXISTS (SELECT FROM company.members m WHERE m.company_id = companies.id AND m.account_id = company.own_account())");
            migrationBuilder.ProtectRows("invitation_roles", "EXISTS (SELECT FROM company.invitations i WHERE i.id = invitation_roles.invitation_id)");
            migrationBuilder.ProtectRows("audit_entries", "tenant_id = company.entered_company()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in (string[])["branches", "roles", "ownership_offers", "invitations", "company_claims", "members", "member_roles", "companies", "invitation_roles", "audit_entries"])
            {
                migrationBuilder.Sql(
                    $"""
                    DROP POLICY company_rows ON company.{table};
                    ALTER TABLE company.{table} DISABLE ROW LEVEL SECURITY;
                    """);
            }

            migrationBuilder.Sql(
                """
                DROP FUNCTION company.invitations_mailed_to(text, timestamptz), company.own_companies_like(text, uuid, integer), company.entered_by(text, text);
                DROP FUNCTION company.own_account(), company.entered_company(), company.reaches_everything();
                """);
        }
    }
}
