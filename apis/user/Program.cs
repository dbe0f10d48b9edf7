using SaasPlatform.UserApi;
using SaasPlatform.Shared.Hosting;

return await ServiceProgram.RunAsync(args, UserApp.Create);
