using Microsoft.Extensions.Options;
using MimeKit;
using SaasPlatform.Shared.Mail;
using SaasPlatform.Shared.Tests.Events;
using Xunit;

namespace SaasPlatform.Shared.Tests.Mail;

/// <summary>One folder for the mails of several services, as the all-in-one host has it.</summary>
public sealed class MailFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_KeepsTheMailsOfSeveralServicesApart()
    {
        await using var one = await NotesWithMail.StartAsync(_folder.Path);
        await using var other = await NotesWithMail.StartAsync(_folder.Path);

        await Task.WhenAll(WriteAsync(one, "one"), WriteAsync(other, "other"));

        await other.DrainedAsync();
        var mails = await one.MailsAsync();
        Assert.Equal(
            Enumerable.Range(0, 20).SelectMany(i => new[] { $"About one {i}", $"About other {i}" }).Order(),
            mails.Select(m => m.Message.Subject!).Order());
        Assert.Equal(mails.Select(m => $"{m.Id:N}").OrderDescending(StringComparer.Ordinal), mails.Select(m => $"{m.Id:N}"));
        Assert.Equal(mails, await other.MailsAsync(), (a, b) => a.Id == b.Id);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));

        static async Task WriteAsync(OutboxService service, string name)
        {
            for (var i = 0; i < 20; i++)
                await service.WriteAsync($"{name} {i}");
        }
    }

    [Fact]
    public async Task Folder_TakesTheSameMailOnce()
    {
        var folder = Folder(_folder.Path);
        var id = Guid.CreateVersion7();

        await folder.SendAsync(Mail(id, "Tried"), TestContext.Current.CancellationToken);
        await folder.SendAsync(Mail(id, "Tried again"), TestContext.Current.CancellationToken);

        var kept = Assert.Single(await folder.ListAsync(10, TestContext.Current.CancellationToken));
        Assert.Equal((id, "Tried again"), (kept.Id, kept.Message.Subject));
    }

    [Fact]
    public async Task Folder_ListsTheNewestAndNothingThatIsNoMail()
    {
        var folder = Folder(_folder.Path);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var second in Enumerable.Range(0, 3))
            await folder.SendAsync(Mail(Guid.CreateVersion7(start.AddSeconds(second)), $"{second}"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "notes.txt"), "no mail", TestContext.Current.CancellationToken);

        var mails = await folder.ListAsync(2, TestContext.Current.CancellationToken);

        Assert.Equal(["2", "1"], mails.Select(m => m.Message.Subject));
    }

    [Fact]
    public async Task Folder_ThatIsNotThereOrNotMeantHoldsNothing()
    {
        Assert.Empty(await Folder(_folder.Path).ListAsync(10, TestContext.Current.CancellationToken));
        Assert.Null(await Folder(_folder.Path).FindAsync(Guid.NewGuid(), TestContext.Current.CancellationToken));
        Assert.Null(await Folder(null).FindAsync(Guid.NewGuid(), TestContext.Current.CancellationToken));
        Assert.Equal((true, false), (Folder(_folder.Path).IsInUse, Folder(null).IsInUse));
    }

    [Fact]
    public async Task Folder_ThatIsNotMeantTakesNothing() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Folder(null).SendAsync(Mail(Guid.CreateVersion7(), "Lost"), TestContext.Current.CancellationToken));

    private static MailFolder Folder(string? path) => new(Options.Create(new MailSettings { Directory = path }));

    private static MimeMessage Mail(Guid id, string subject) =>
        new() { MessageId = $"{id:N}@saas.example", Subject = subject, Body = new TextPart("plain") { Text = "Hello" } };
}
