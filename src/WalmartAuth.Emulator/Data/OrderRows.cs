using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The orders: made from their number, with the status that calls have changed (contract §7).</summary>
internal sealed class OrderRows(int count)
{
    /// <summary>A little more than a row takes.</summary>
    public const int UsualBytes = 1100;

    private static readonly string[] Statuses = ["Created", "Acknowledged", "Shipped", "Delivered"];
    private static readonly string[] Streets = ["702 SW 8th St", "860 W California Ave", "Straße des 17. Juni 135", "12 Rue de la Crème"];
    private readonly DateTimeOffset _newest = DateTimeOffset.UtcNow;
    private readonly ConcurrentDictionary<int, string> _changed = new();

    public int Count { get; } = count;

    public string Status(int index) => _changed.GetValueOrDefault(index, Statuses[index % Statuses.Length]);

    /// <summary>One every two hours, the newest first.</summary>
    public DateTimeOffset Date(int index) => _newest.AddHours(-2.0 * index);

    public void Acknowledge(int index) => _changed[index] = "Acknowledged";

    public void Write(Utf8JsonWriter w, int index)
    {
        w.WriteStartObject();
        w.WriteString("purchaseOrderId", Seeds.PurchaseOrderId(index));
        w.WriteString("customerOrderId", (4_000_000_000_000L + index).ToString(CultureInfo.InvariantCulture));
        w.WriteString("customerEmailId", $"buyer{index}@relay.example");
        w.WriteString("orderType", "REGULAR");
        w.WriteNumber("orderDate", Date(index).ToUnixTimeMilliseconds());
        WriteShipping(w, index);
        w.WriteStartObject("orderLines");
        w.WriteStartArray("orderLine");
        WriteLine(w, index);
        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteStartObject("shipNode");
        w.WriteString("type", "SellerFulfilled");
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private void WriteShipping(Utf8JsonWriter w, int index)
    {
        w.WriteStartObject("shippingInfo");
        w.WriteString("phone", "4795550100");
        w.WriteNumber("estimatedDeliveryDate", Date(index).AddDays(5).ToUnixTimeMilliseconds());
        w.WriteNumber("estimatedShipDate", Date(index).AddDays(1).ToUnixTimeMilliseconds());
        w.WriteString("methodCode", "Standard");
        w.WriteStartObject("postalAddress");
        w.WriteString("name", $"Buyer {index}");
        w.WriteString("address1", Streets[index % Streets.Length]);
        w.WriteNull("address2");
        w.WriteString("city", "Bentonville");
        w.WriteString("state", "AR");
        w.WriteString("postalCode", "72716");
        w.WriteString("country", "USA");
        w.WriteString("addressType", "RESIDENTIAL");
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private void WriteLine(Utf8JsonWriter w, int index)
    {
        w.WriteStartObject();
        w.WriteString("lineNumber", "1");
        w.WriteStartObject("item");
        w.WriteString("productName", ItemRows.Name(index));
        w.WriteString("sku", Seeds.Sku(index));
        w.WriteEndObject();
        w.WriteStartObject("charges");
        w.WriteStartArray("charge");
        w.WriteStartObject();
        w.WriteString("chargeType", "PRODUCT");
        w.WriteString("chargeName", "ItemPrice");
        w.WriteStartObject("chargeAmount");
        w.WriteString("currency", "USD");
        w.WriteNumber("amount", ItemRows.Price(index));
        w.WriteEndObject();
        w.WriteNull("tax");
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteStartObject("orderLineQuantity");
        w.WriteString("unitOfMeasurement", "EACH");
        w.WriteString("amount", "1");
        w.WriteEndObject();
        w.WriteStartObject("orderLineStatuses");
        w.WriteStartArray("orderLineStatus");
        w.WriteStartObject();
        w.WriteString("status", Status(index));
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteEndObject();
    }
}
