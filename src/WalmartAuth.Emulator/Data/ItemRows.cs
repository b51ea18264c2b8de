using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The items: made from their number, with the prices and amounts that calls have changed (contract §7).</summary>
internal sealed class ItemRows(SeedSizes seeds)
{
    private static readonly string[] Kinds = ["Kettle", "Crème brûlée torch", "Größe XL shirt", "Desk lamp", "Garden hose"];
    private readonly ConcurrentDictionary<int, decimal> _prices = new();
    private readonly ConcurrentDictionary<int, int> _amounts = new();

    public int Count => seeds.Items;

    /// <summary>A little more than a row takes.</summary>
    public int UsualBytes => Math.Max(600, seeds.RowBytes + 64);

    public static string Name(int index) => $"{Kinds[index % Kinds.Length]} no. {index}";

    /// <summary>The price that an item has as long as nobody sets another, US dollars.</summary>
    public static decimal Price(int index) => 5m + (index % 200) + 0.99m;

    public int IndexOf(string sku) => Seeds.ItemIndex(sku, Count);

    public void SetPrice(int index, decimal price) => _prices[index] = price;

    public int Amount(int index) => _amounts.GetValueOrDefault(index, index % 50);

    public void SetAmount(int index, int amount) => _amounts[index] = amount;

    public void Write(Utf8JsonWriter w, int index)
    {
        var before = w.BytesCommitted + w.BytesPending;
        w.WriteStartObject();
        w.WriteString("mart", "WALMART_US");
        w.WriteString("sku", Seeds.Sku(index));
        w.WriteString("condition", "New");
        w.WriteString("availability", "In_stock");
        w.WriteString("wpid", $"0R{index:X10}");
        w.WriteString("upc", (800_000_000_000L + index).ToString(CultureInfo.InvariantCulture));
        w.WriteString("gtin", (800_000_000_000L + index).ToString("D14", CultureInfo.InvariantCulture));
        w.WriteString("productName", Name(index));
        w.WriteString("shelf", "[\"Home Page\",\"Home\",\"Kitchen\"]");
        w.WriteString("productType", "Kitchen & Dining");
        w.WriteStartObject("price");
        w.WriteString("currency", "USD");
        w.WriteNumber("amount", _prices.GetValueOrDefault(index, Price(index)));
        w.WriteEndObject();
        w.WriteString("publishedStatus", "PUBLISHED");
        w.WriteString("lifecycleStatus", "ACTIVE");
        w.WriteNumber("itemId", 9_007_199_254_740_993L + index);
        w.WriteBoolean("isDuplicate", false);
        var missing = seeds.RowBytes - (int)(w.BytesCommitted + w.BytesPending - before);
        if (missing > 0)
        {
            w.WriteString("longDescription", new string('x', missing));
        }

        w.WriteEndObject();
    }

    public void WriteInventory(Utf8JsonWriter w, int index)
    {
        w.WriteStartObject();
        w.WriteString("sku", Seeds.Sku(index));
        WriteNodes(w, index, _ => true);
        w.WriteEndObject();
    }

    /// <summary>Writes the nodes that are wanted, and gives their names.</summary>
    public IReadOnlyList<string> WriteNodes(Utf8JsonWriter w, int index, Func<string, bool> wanted)
    {
        string[] nodes = ["10001", "10002"];
        nodes = [.. nodes.Where(wanted)];
        w.WriteStartArray("nodes");
        foreach (var node in nodes)
        {
            w.WriteStartObject();
            w.WriteString("shipNode", node);
            w.WriteStartObject("availToSellQty");
            w.WriteString("unit", "EACH");
            w.WriteNumber("amount", node == "10001" ? Amount(index) : 0);
            w.WriteEndObject();
            w.WriteEndObject();
        }

        w.WriteEndArray();
        return nodes;
    }
}
