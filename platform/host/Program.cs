return await SaasPlatform.Host.PlatformHost.RunAsync(args);
