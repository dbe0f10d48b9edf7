namespace SaasPlatform.Identity.Pages;

/// <summary>What every page says; the words of one page stand in the resources beside its model.</summary>
public sealed class Texts;
