using SaasPlatform.Shared.Hosting;
using SaasPlatform.UserApi;

return await ServiceProgram.RunAsync(args, UserApp.Create);
