using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The orders: generated from their number, with the status changes of calls, followed by the simulated ones (contract §1, §7).</summary>
internal sealed class OrderRows(SeedSizes seeds, int shop)
{
    private static readonly string[] Statuses = ["Created", "Acknowledged", "Shipped", "Delivered"];
    private static readonly string[] Streets = ["702 SW 8th St", "860 W California Ave", "Straße des 17. Juni 135", "12 Rue de la Crème"];
    private readonly DateTimeOffset _newest = DateTimeOffset.UtcNow;
    private readonly ConcurrentDictionary<int, OrderState> _changed = new();
    private volatile SimulatedOrder[] _simulated = [];

    public int Count => seeds.Orders + _simulated.Length;

    public int IndexOf(string id) => SampleData.OrderIndex(id, shop, Count);

    public OrderState State(int index) => _changed.GetValueOrDefault(index, new OrderState(index < seeds.Orders ? Statuses[index % Statuses.Length] : "Created"));

    /// <summary>Changes the status of an order. A status only moves forward, so a shipped order stays shipped when it is acknowledged.</summary>
    public void Change(int index, Func<OrderState, OrderState> change) =>
        _changed.AddOrUpdate(index, _ => change(State(index)), (_, state) => change(state));

    /// <summary>One every two hours, newest first; a simulated order is as old as its request.</summary>
    public DateTimeOffset Date(int index) => index < seeds.Orders ? _newest.AddHours(-2.0 * index) : _simulated[index - seeds.Orders].Date;

    /// <summary>The SKUs of an order's lines.</summary>
    public IEnumerable<string> Skus(int index) => index < seeds.Orders
        ? Enumerable.Range(index, 1 + (index % seeds.OrderLines)).Select(SampleData.Sku)
        : [_simulated[index - seeds.Orders].Sku];

    /// <summary>Adds an order of the dynamic sandbox and returns its number.</summary>
    public int Simulate(SimulatedOrder order)
    {
        lock (_changed)
        {
            _simulated = [.. _simulated, order];
            return Count - 1;
        }
    }

    public static string CustomerOrderId(int index, int shop) =>
        (4_000_000_000_000L + ((long)shop * SampleData.ShopRange) + index).ToString(CultureInfo.InvariantCulture);

    public bool IsOf(int index, string? purchaseOrderId, string? customerOrderId, string? sku) =>
        (purchaseOrderId is null || SampleData.PurchaseOrderId(index, shop) == purchaseOrderId)
        && (customerOrderId is null || CustomerOrderId(index, shop) == customerOrderId)
        && (sku is null || Skus(index).Contains(sku));

    public object Row(int index)
    {
        var (date, state) = (Date(index), State(index));
        return new
        {
            purchaseOrderId = SampleData.PurchaseOrderId(index, shop),
            customerOrderId = CustomerOrderId(index, shop),
            customerEmailId = $"buyer{index}@relay.example",
            orderType = "REGULAR",
            orderDate = date.ToUnixTimeMilliseconds(),
            shippingInfo = new
            {
                phone = "4795550100",
                estimatedDeliveryDate = date.AddDays(5).ToUnixTimeMilliseconds(),
                estimatedShipDate = date.AddDays(1).ToUnixTimeMilliseconds(),
                methodCode = "Standard",
                postalAddress = new
                {
                    name = $"Buyer {index}",
                    address1 = Streets[index % Streets.Length],
                    address2 = EmulatorJson.Null,
                    city = "Bentonville",
                    state = "AR",
                    postalCode = "72716",
                    country = "USA",
                    addressType = "RESIDENTIAL",
                },
            },
            orderLines = new { orderLine = Skus(index).Select((sku, line) => Line(index + line, line + 1, sku, state)) },
            shipNode = new { type = "SellerFulfilled" },
        };
    }

    private object Line(int item, int number, string sku, OrderState state) => new
    {
        lineNumber = number.ToString(CultureInfo.InvariantCulture),
        item = new { productName = SampleData.Name(item), sku },
        charges = new
        {
            charge = new[]
            {
                new
                {
                    chargeType = "PRODUCT",
                    chargeName = "ItemPrice",
                    chargeAmount = new { currency = "USD", amount = SampleData.Price(item, shop) },
                    tax = EmulatorJson.Null,
                },
            },
        },
        orderLineQuantity = new { unitOfMeasurement = "EACH", amount = "1" },
        orderLineStatuses = new
        {
            orderLineStatus = new[]
            {
                new { status = state.Status, cancellationReason = state.CancellationReason, trackingInfo = state.Tracking },
            },
        },
        refund = state.Refund,
    };
}

/// <summary>The status of an order.</summary>
internal sealed record OrderState(string Status, JsonElement? Tracking = null, string? CancellationReason = null, JsonElement? Refund = null)
{
    private static readonly string[] Order = ["Created", "Acknowledged", "Shipped", "Delivered"];

    public bool IsShipped => Status is "Shipped" or "Delivered";

    /// <summary>The later of two statuses; a cancelled line stays cancelled.</summary>
    public OrderState MoveTo(string status) =>
        Status == "Cancelled" || Array.IndexOf(Order, status) <= Array.IndexOf(Order, Status) ? this : this with { Status = status };
}

/// <summary>An order of the dynamic sandbox.</summary>
internal sealed record SimulatedOrder(string Sku, DateTimeOffset Date);
