using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SaasPlatform.Identity.Clients;
using Xunit;

namespace SaasPlatform.Identity.Tests.Clients;

/// <summary>The command <c>clients apply</c>: what it prints, stores, removes and refuses.</summary>
public sealed partial class ApplyClientsCommandTests(IdentityService service)
{
    private readonly string _id = $"c-{Guid.NewGuid():N}";

    private string Machine(string more = "") =>
        $$"""{"clientId":"{{_id}}","name":"Machine","type":"confidential","grantTypes":["client_credentials"],"scopes":["partners.read"]{{more}}}""";

    private Task<(int ExitCode, string Output)> ApplyAsync(string json, params string[] options) => CommandRun.ApplyAsync(service, "clients", json, options);

    private Task<Identity.Data.Client?> StoredAsync() => service.InDatabaseAsync(db => db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == _id));

    private async Task<string> OutcomeWithAsync(string secret) =>
        (await service.PostAsync("/connect/token", new TestClient(_id, secret, "", ""), ("grant_type", "client_credentials"), ("scope", "partners.read"))).Outcome;

    [Fact]
    public async Task Confidential_WithoutASecretGetsOneThatIsShownOnce()
    {
        var (exitCode, output) = await ApplyAsync($"[{Machine()}]");

        var secret = SecretIn(output);
        Assert.True(ClientSecret.IsGenerated(secret));
        Assert.Equal((0, "200"), (exitCode, await OutcomeWithAsync(secret)));
        Assert.DoesNotContain(secret, (await StoredAsync())!.ClientSecret);

        var again = await ApplyAsync($"[{Machine()}]");
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain(ClientSecret.Prefix, again.Output);
        Assert.Contains("0 added, 0 changed, 0 removed, 1 unchanged.", again.Output);
        Assert.Equal("200", await OutcomeWithAsync(secret));
    }

    [Fact]
    public async Task DryRun_ShowsTheDifferenceAndWritesNothing()
    {
        var added = await ApplyAsync($"[{Machine()}]", "--dry-run");
        Assert.Equal(3, added.ExitCode);
        Assert.Contains($"+ {_id}", added.Output);
        Assert.Contains("    secret: generated", added.Output);
        Assert.DoesNotContain(ClientSecret.Prefix, added.Output);
        Assert.Null(await StoredAsync());

        await ApplyAsync($"[{Machine()}]");
        var before = await StoredAsync();
        var changed = await ApplyAsync($"[{Machine(""","names":{"ru":"Машина"}""").Replace("partners.read", "companies.read", StringComparison.Ordinal)}]", "--dry-run");
        Assert.Equal(3, changed.ExitCode);
        Assert.Contains($"~ {_id}", changed.Output);
        Assert.Contains("    scopes: partners.read → companies.read", changed.Output);
        Assert.Contains("    names: (none) → ru=Машина", changed.Output);
        Assert.Equivalent(before, await StoredAsync());

        var same = await ApplyAsync($"[{Machine()}]", "--dry-run");
        Assert.Equal(0, same.ExitCode);
        Assert.Contains("1 unchanged. Nothing was written (--dry-run).", same.Output);
    }

    [Fact]
    public async Task RotateSecret_ReplacesOnlyTheOneThatIsNamed()
    {
        var first = SecretIn((await ApplyAsync($"[{Machine()}]")).Output);
        var other = Machine().Replace(_id, _id + "-other", StringComparison.Ordinal);
        await ApplyAsync($"[{other}]");

        var (exitCode, output) = await ApplyAsync($"[{Machine()},{other}]", "--rotate-secret", _id);

        Assert.Equal(0, exitCode);
        Assert.Contains("    secret: stored → generated", output);
        Assert.Contains("1 changed, 0 removed, 1 unchanged.", output);
        Assert.Equal(("401 invalid_client", "200"), (await OutcomeWithAsync(first), await OutcomeWithAsync(SecretIn(output))));
    }

    [Fact]
    public async Task Secret_OtherThanTheStoredOneIsRefusedUnlessRotated()
    {
        var (old, given) = (TestClients.NewSecret(), TestClients.NewSecret());
        await ApplyAsync($"[{Machine($""","secret":"{old}" """)}]");
        var wanted = $"[{Machine($""","secret":"{given}" """)}]";

        var refused = await ApplyAsync(wanted);
        Assert.Equal((1, "200"), (refused.ExitCode, await OutcomeWithAsync(old)));
        Assert.Contains($"$[0].secret: is not the stored one; --rotate-secret {_id} replaces that.", refused.Output);
        Assert.DoesNotContain(given, refused.Output);

        var rotated = await ApplyAsync(wanted, "--rotate-secret", _id);
        Assert.Equal((0, "200"), (rotated.ExitCode, await OutcomeWithAsync(given)));
        Assert.DoesNotContain(given, rotated.Output);
    }

    [Fact]
    public async Task SecretFile_HoldsTheSecret()
    {
        var secret = TestClients.NewSecret();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, secret + "\n");

        var (exitCode, output) = await ApplyAsync($"[{Machine($""","secretFile":"{Path.GetFileName(file)}" """)}]");
        File.Delete(file);

        Assert.Equal((0, "200"), (exitCode, await OutcomeWithAsync(secret)));
        Assert.DoesNotContain(secret, output);
    }

    [Fact]
    public async Task Confidential_DoesNotBecomePublicByLeavingThingsOut()
    {
        await ApplyAsync($"[{Machine()}]");
        var forgotten = $$"""[{"clientId":"{{_id}}","name":"Machine","grantTypes":[],"scopes":[] } ]""";

        var refused = await ApplyAsync(forgotten);
        var asked = await ApplyAsync(forgotten.Replace("\"name\"", "\"type\":\"public\",\"name\"", StringComparison.Ordinal));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("$[0].type: the stored client is confidential", refused.Output);
        Assert.Equal(0, asked.ExitCode);
        Assert.Contains("    type: confidential → public", asked.Output);
        Assert.Null((await StoredAsync())!.ClientSecret);
    }

    [Fact]
    public async Task Prune_RemovesWhatTheFileNoLongerNamesAndNothingElse()
    {
        await using var own = await IdentityService.StartOwnAsync();
        async Task<int> CountAsync(string id) => await own.InDatabaseAsync(db => db.Clients.CountAsync(c => c.ClientId == id));
        await CommandRun.ApplyAsync(own, "clients", $"[{Machine()}]");
        var token = (await own.PostAsync("/connect/token", TestClients.Machine, ("grant_type", "client_credentials"), ("scope", "partners.read"))).AccessToken;
        Assert.NotNull(token);
        // Registered by something else than a file.
        await own.InDatabaseAsync(db => db.Clients.Where(c => c.ClientId == "shop").ExecuteUpdateAsync(s => s.SetProperty(c => c.Settings, (string?)null)));

        var kept = await CommandRun.ApplyAsync(own, "clients", $"[{Machine()}]");
        Assert.Contains("! machine is registered and not in the file; --prune removes it.", kept.Output);
        var tried = await CommandRun.ApplyAsync(own, "clients", $"[{Machine()}]", "--prune", "--dry-run");
        Assert.Equal((3, 1), (tried.ExitCode, await CountAsync("machine")));
        var (exitCode, output) = await CommandRun.ApplyAsync(own, "clients", $"[{Machine()}]", "--prune");

        Assert.Equal(0, exitCode);
        Assert.Contains("- machine", output);
        Assert.Equal((0, 1, 1, 1), (await CountAsync("machine"), await CountAsync("shop"), await CountAsync("user_service"), await CountAsync(_id)));
        Assert.Equal(0, await own.InDatabaseAsync(db => db.Tokens.CountAsync(t => t.Subject == "machine")));
    }

    [Fact]
    public async Task Faults_AreAllNamedWithTheirPlace()
    {
        var wrong = $$"""
            [{{Machine()}},
             {"clientId":"{{_id}}-2","name":7,"grantTypes":["client_credentials",3],"scopes":"partners.read","redirectURIs":[],"type":"secret","firstParty":"yes","names":{"ru":1},"secret":90817263 },
             "text", {"name":null}]
            """;

        var (exitCode, output) = await ApplyAsync(wrong);

        Assert.Equal(1, exitCode);
        string[] faults =
        [
            "$[1].name: a number is not a text.", "$[1].grantTypes[1]: a number is not a text.", "$[1].scopes: a list is expected.", "$[1].redirectURIs: there is no such member",
            "$[1].type: \"secret\" is not one of public, confidential.", "$[1].firstParty: a text is not true or false.", "$[1].names: ", "$[2]: an object is expected.",
            "$[3].name: null is not a text.", "$[3].clientId: is missing.", "$[3].grantTypes: is missing.", "Nothing was written.",
        ];
        Assert.All(faults, f => Assert.Contains(f, output, StringComparison.Ordinal));
        Assert.DoesNotContain("90817263", output, StringComparison.Ordinal);
        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task RuleFaults_AreAllNamedAndStoreNothing()
    {
        var (exitCode, output) = await ApplyAsync(
            $$"""[{{Machine()}},{{Machine()}}, {"clientId":"{{_id}}-2","name":"x","grantTypes":["password"],"scopes":["nonsense"],"redirectUris":["http://a.example"] } ]""", "--rotate-secret", "nobody");

        Assert.Equal(1, exitCode);
        string[] faults =
        [
            $"$[1].clientId: '{_id}' is there twice.", "$[2].grantTypes[0]: 'password'", "$[2].scopes[0]: there is no scope 'nonsense'",
            "$[2].redirectUris[0]: 'http://a.example'", "--rotate-secret: the file names no client 'nobody'.",
        ];
        Assert.All(faults, f => Assert.Contains(f, output, StringComparison.Ordinal));
        Assert.Null(await StoredAsync());
    }

    [Theory]
    [InlineData("{}", "$: a list is expected.")]
    [InlineData("null", "$: a list is expected.")]
    [InlineData("[{]", "$: this is not JSON")]
    [InlineData("""[{"clientId":"a","clientId":"b"}]""", "$: this is not JSON")]
    public async Task File_ThatIsNoListIsRefused(string json, string fault)
    {
        var (exitCode, output) = await ApplyAsync(json);

        Assert.Equal(1, exitCode);
        Assert.Contains(fault, output);
    }

    [Fact]
    public async Task File_ThatIsNotThereIsRefused() =>
        Assert.Equal(1, (await CommandRun.RunAsync(service, "clients", "/nowhere/at/all.json")).ExitCode);

    [Theory]
    [InlineData]
    [InlineData("a.json", "b.json")]
    [InlineData("a.json", "--force")]
    [InlineData("a.json", "--rotate-secret")]
    public async Task Arguments_ThatAreWrongGiveTheUsage(params string[] arguments)
    {
        var (exitCode, output) = await CommandRun.RunAsync(service, "clients", arguments);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("Usage: clients apply <file.json> [--dry-run] [--prune] [--rotate-secret <client id>]...", output);
    }

    private static string SecretIn(string output) => SecretPattern().Match(output).Value;

    [GeneratedRegex("saas_cs_[0-9A-Za-z]{49}")]
    private static partial Regex SecretPattern();
}
