using Microsoft.Extensions.Options;
using SaasPlatform.Shared.Data;
using SaasPlatform.Shared.Events;
using SaasPlatform.Shared.Hosting;

namespace SaasPlatform.Identity.Mail;

internal static class MailRegistration
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.AddSettings<MailSettings>("Mail");
        if (builder.Environment.IsDevelopment())
            builder.Services.AddOptions<MailSettings>().Configure<IOptions<DatabaseSettings>>(KeepOnThisMachine);
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
