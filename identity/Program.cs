using SaasPlatform.Identity;
using SaasPlatform.Shared.Hosting;

return await ServiceProgram.RunAsync(args, IdentityApp.Create);
