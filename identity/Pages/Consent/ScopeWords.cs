using System.Globalization;
using Microsoft.Extensions.Localization;
using OpenIddict.Abstractions;

namespace SaasPlatform.Identity.Pages.Consent;

/// <summary>Finds words for scopes: this platform's own in the resources, any other in its registration.</summary>
public sealed class ScopeWords(IOpenIddictScopeManager scopes, IStringLocalizer<ScopeWords> texts)
{
    public async Task<IReadOnlyList<ScopeDescription>> DescribeAsync(IEnumerable<string> names, CancellationToken cancel)
    {
        var described = new List<ScopeDescription>();
        foreach (var name in names)
            described.Add(await DescribeAsync(name, cancel));
        return described;
    }

    private async Task<ScopeDescription> DescribeAsync(string name, CancellationToken cancel)
    {
        var title = texts[name];
        if (!title.ResourceNotFound)
            return new ScopeDescription(name, title, texts[name + ":detail"]);

        if (await scopes.FindByNameAsync(name, cancel) is not { } scope)
            return new ScopeDescription(name, name, null);
        return new ScopeDescription(
            name,
            await scopes.GetLocalizedDisplayNameAsync(scope, CultureInfo.CurrentUICulture, cancel) is { Length: > 0 } shown ? shown : name,
            await scopes.GetLocalizedDescriptionAsync(scope, CultureInfo.CurrentUICulture, cancel));
    }
}
