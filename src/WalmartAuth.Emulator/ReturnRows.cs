using System.Collections.Concurrent;

namespace WalmartAuth.Emulator;

/// <summary>The returns, followed by the simulated ones; each belongs to the order with its number.</summary>
internal sealed class ReturnRows(int seeded, int shop)
{
    private readonly DateTimeOffset _newest = DateTimeOffset.UtcNow;
    private readonly ConcurrentDictionary<int, string> _statuses = new();
    private volatile int[] _simulated = [];

    public int Count => seeded + _simulated.Length;

    public int IndexOf(string id) => SampleData.ReturnIndex(id, shop, Count);

    public void SetStatus(int index, string status) => _statuses[index] = status;

    /// <summary>Adds a return of the dynamic sandbox and returns its number.</summary>
    /// <param name="order">The number of its order.</param>
    public int Simulate(int order)
    {
        lock (_statuses)
        {
            _simulated = [.. _simulated, order];
            return Count - 1;
        }
    }

    public object Row(int index)
    {
        var order = index < seeded ? index : _simulated[index - seeded];
        return new
        {
            returnOrderId = SampleData.ReturnOrderId(index, shop),
            customerOrderId = OrderRows.CustomerOrderId(order, shop),
            returnOrderDate = _newest.AddHours(-5.0 * index).UtcDateTime,
            totalRefundAmount = new { currencyUnit = "USD", currencyAmount = SampleData.Price(order, shop) },
            returnOrderLines = new[]
            {
                new
                {
                    returnOrderLineNumber = 1,
                    purchaseOrderId = SampleData.PurchaseOrderId(order, shop),
                    returnReason = "NO_LONGER_WANTED",
                    item = new { sku = SampleData.Sku(order), productName = SampleData.Name(order) },
                    status = _statuses.GetValueOrDefault(index, "INITIATED"),
                },
            },
        };
    }
}
