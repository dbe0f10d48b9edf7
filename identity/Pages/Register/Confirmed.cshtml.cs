namespace SaasPlatform.Identity.Pages.Register;

/// <summary>After a confirmation in another browser than the one that began: signed in here, and the way on is the person's choice.</summary>
public sealed class ConfirmedModel : InteractionModel;
