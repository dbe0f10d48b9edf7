using SaasPlatform.CompanyApi;
using SaasPlatform.Shared.Hosting;

return await ServiceProgram.RunAsync(args, CompanyApp.Create);
