using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.CompanyApi.Data;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Http;

namespace SaasPlatform.CompanyApi.Companies;

/// <summary>The answer where another active company has the number. It says nothing of that company.</summary>
internal static class TakenNumbers
{
    /// <summary>The refusal of a company that the unique indexes refused; null where the failure is another one.</summary>
    public static ProblemHttpResult? Refusal(CompanyDb db, DbUpdateException failure)
    {
        if (db.IsUniqueViolation<Company>(failure, nameof(Company.Inn)))
            return Problems.Conflict("inn_taken", "There is an active company with this INN.", "If it is your company, claim it (claimCompany), or ask its owner to invite you.");
        if (db.IsUniqueViolation<Company>(failure, nameof(Company.Country), nameof(Company.ComparableRegistrationNumber)))
            return Problems.Conflict("registration_number_taken", "There is an active company of this country with this number.", "Ask its owner to invite you, if it is your company.");
        return null;
    }
}
