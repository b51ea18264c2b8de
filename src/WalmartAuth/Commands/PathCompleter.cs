using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WalmartAuth.Commands;

/// <summary>Suggests well-known paths of Walmart's API. Any other path is accepted too.</summary>
internal sealed class PathCompleter : IArgumentCompleter
{
    private static readonly string[] Paths =
    [
        "/v3/feeds", "/v3/feeds/{feedId}", "/v3/inventories", "/v3/inventory", "/v3/items", "/v3/items/catalog/search", "/v3/items/{sku}",
        "/v3/orders", "/v3/orders/released", "/v3/orders/{purchaseOrderId}", "/v3/orders/{purchaseOrderId}/acknowledge", "/v3/price",
        "/v3/reports/downloadReport", "/v3/reports/reportRequests", "/v3/reports/reportRequests/{requestId}", "/v3/returns",
        "/v3/token/detail", "/v3/utilities/apiStatus",
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return Paths.Where(p => p.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(p => new CompletionResult(p.IndexOf('{') >= 0 ? $"'{p}'" : p, p, CompletionResultType.ParameterValue, p));
    }
}
