using SaasPlatform.Load.Companies;
using SaasPlatform.Load.Outbox;

switch (args)
{
    case ["outbox"]:
        await OutboxLoad.RunAsync();
        return 0;
    case ["companies"]:
        await CompanyLoad.RunAsync();
        return 0;
    case ["outbox-receiver", var connectionString, var address]:
        await OutboxReceiver.RunAsync(connectionString, address);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project tests/load -- outbox|companies");
        return 2;
}
