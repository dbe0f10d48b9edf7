using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Shared.Mail;

public static class MailRegistration
{
    /// <summary>
    /// Sends what the service enqueues with <see cref="MailQueue.EnqueueMail"/>; it needs <c>AddDatabase</c> and <c>AddOutbox</c>.
    /// Settings: <c>Mail</c>.
    /// </summary>
    /// <typeparam name="TComposer">Gives the service's mails their words.</typeparam>
    public static void AddMail<TComposer>(this WebApplicationBuilder builder)
        where TComposer : class, IMailComposer
    {
        builder.AddSettings<MailSettings>("Mail");
        if (builder.Environment.IsDevelopment())
            builder.Services.AddOptions<MailSettings>().Configure<IOptions<DatabaseSettings>>(KeepOnThisMachine);
        builder.Services.AddLocalization();
        builder.Services.AddScoped<IMailComposer, TComposer>();
        builder.Services.AddSingleton<MailFolder>();
        builder.Services.AddSingleton<MailWriter>();
        builder.Services.AddSingleton<IMailTransport>(services => services.GetRequiredService<IOptions<MailSettings>>().Value.IsToDirectory
            ? services.GetRequiredService<MailFolder>()
            : ActivatorUtilities.CreateInstance<SmtpTransport>(services));
        builder.Services.AddSingleton<MailMetrics>();
        builder.Services.AddDestination<MailDestination>();
    }

    /// <summary>In development mails stand beside the data, unless the settings name a server or another folder.</summary>
    private static void KeepOnThisMachine(MailSettings mail, IOptions<DatabaseSettings> database)
    {
        if (string.IsNullOrWhiteSpace(mail.Host) && !mail.IsToDirectory)
            mail.Directory = Path.Combine(database.Value.Directory, "mail");
    }
}
