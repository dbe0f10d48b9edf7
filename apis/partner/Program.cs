using SaasPlatform.PartnerApi;
using SaasPlatform.Shared.Hosting;

return await ServiceProgram.RunAsync(args, PartnerApp.Create);
