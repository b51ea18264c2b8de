namespace WalmartAuth.HelpGenerator.Pages;

/// <summary>A link to another page.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Target">The address as the page writes it; often a relative one, to a page beside it.</param>
/// <param name="Address">The address where it is an absolute one; null for a relative one, which a console cannot follow.</param>
public sealed record RelatedLink(string Text, string Target, Uri? Address);
