using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using SaasPlatform.Identity.Clients;
using SaasPlatform.Identity.Data;
using SaasPlatform.Identity.Definitions;

namespace SaasPlatform.Identity.Branding;

/// <summary>The pictures of one application of a file: read with the definitions, stored with the clients.</summary>
internal sealed class ClientLogos(IdentityDb db, List<Fault> faults)
{
    private readonly Dictionary<string, LogoImage> _read = [];

    /// <summary>Reads the picture of a definition; its hash becomes part of the registration, so that a new picture is a change.</summary>
    public void Decide(OpenIddictApplicationDescriptor wanted, ClientDefinition client, string path)
    {
        if (client.LogoFile is null)
            return;

        var (image, problem) = LogoImage.Read(client.LogoFile);
        if (image is null)
        {
            faults.Add(new($"{path}.logoFile", problem!));
            return;
        }

        _read[client.ClientId] = image;
        wanted.Settings[ClientSettings.Logo] = image.Hash;
    }

    /// <summary>Stores the picture of a client, or removes the one that its definition no longer names.</summary>
    public async Task StoreAsync(Client client, CancellationToken cancellationToken)
    {
        var logo = await db.ClientLogos.SingleOrDefaultAsync(l => l.ClientId == client.Id, cancellationToken);
        if (_read.GetValueOrDefault(client.ClientId!) is not { } image)
        {
            if (logo is not null)
                db.Remove(logo);
        }
        else if (logo is null)
            db.Add(new ClientLogo { ClientId = client.Id, MediaType = image.MediaType, Content = image.Content, Hash = image.Hash });
        else
            (logo.MediaType, logo.Content, logo.Hash) = (image.MediaType, image.Content, image.Hash);

        await db.SaveChangesAsync(cancellationToken);
    }
}
