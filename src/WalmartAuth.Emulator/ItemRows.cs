using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace WalmartAuth.Emulator;

/// <summary>The items: generated from their number, with the price, amount and retirement changes of calls, followed by the simulated ones (contract §7).</summary>
internal sealed class ItemRows
{
    public static readonly string[] Nodes = ["10001", "10002"];
    private const long FirstUpc = 800_000_000_000L;

    private readonly SeedSizes _seeds;
    private readonly int _shop;
    private readonly string? _filler;
    private readonly ConcurrentDictionary<int, decimal> _prices = new();
    private readonly ConcurrentDictionary<(int Index, string Node), int> _amounts = new();
    private readonly ConcurrentDictionary<int, bool> _retired = new();
    private volatile SimulatedItem[] _simulated = [];

    public ItemRows(SeedSizes seeds, int shop)
    {
        (_seeds, _shop) = (seeds, shop);
        if (seeds.RowBytes > 0)
        {
            _filler = string.Empty;
            _filler = new string('x', Math.Max(0, seeds.RowBytes - JsonSerializer.SerializeToUtf8Bytes(Row(0), EmulatorJson.Walmart).Length));
        }
    }

    public int Count => _seeds.Items + _simulated.Length;

    public string Sku(int index) => index < _seeds.Items ? SampleData.Sku(index) : _simulated[index - _seeds.Items].Sku;

    /// <summary>The number of the item with this SKU, UPC or GTIN, or -1.</summary>
    public int IndexOf(string id)
    {
        if (SampleData.ItemIndex(id, _seeds.Items) is var seeded && seeded >= 0)
        {
            return seeded;
        }

        var simulated = Array.FindIndex(_simulated, item => item.Sku == id);
        return simulated >= 0 ? _seeds.Items + simulated
            : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var upc) && upc - FirstUpc is var index && index >= 0 && index < Count ? (int)index
            : -1;
    }

    public decimal Price(int index) => _prices.GetValueOrDefault(index, SampleData.Price(index, _shop));

    public void SetPrice(int index, decimal price) => _prices[index] = price;

    public int Amount(int index, string node) => _amounts.GetValueOrDefault((index, node), node == Nodes[0] ? index % 50 : 0);

    public void SetAmount(int index, string node, int amount) => _amounts[(index, node)] = amount;

    public void Retire(int index) => _retired[index] = true;

    /// <summary>The numbers of the items of one lifecycle status, or null for all of them.</summary>
    public int[]? Of(string lifecycleStatus) =>
        lifecycleStatus == "ACTIVE" && _retired.IsEmpty
            ? null
            : [.. Enumerable.Range(0, Count).Where(index => LifecycleStatus(index) == lifecycleStatus)];

    /// <summary>Adds or replaces an item of the dynamic sandbox, and returns its number.</summary>
    public int Simulate(SimulatedItem item)
    {
        lock (_prices)
        {
            var known = IndexOf(item.Sku);
            var at = known >= _seeds.Items ? known - _seeds.Items : _simulated.Length;
            _simulated = [.. _simulated.Where((_, i) => i < at), item, .. _simulated.Where((_, i) => i > at)];
            SetPrice(_seeds.Items + at, item.Price);
            return _seeds.Items + at;
        }
    }

    public object Row(int index) => new
    {
        mart = "WALMART_US",
        sku = Sku(index),
        condition = "New",
        availability = "In_stock",
        wpid = $"0R{index:X10}",
        upc = (FirstUpc + index).ToString(CultureInfo.InvariantCulture),
        gtin = (FirstUpc + index).ToString("D14", CultureInfo.InvariantCulture),
        productName = Name(index),
        shelf = "[\"Home Page\",\"Home\",\"Kitchen\"]",
        productType = "Kitchen & Dining",
        price = new { currency = "USD", amount = Price(index) },
        publishedStatus = _retired.ContainsKey(index) ? "UNPUBLISHED" : "PUBLISHED",
        lifecycleStatus = LifecycleStatus(index),
        itemId = 9_007_199_254_740_993L + index,
        isDuplicate = false,
        longDescription = _filler,
    };

    public object[] NodeRows(int index, IEnumerable<string> nodes) =>
        [.. nodes.Select(node => new
        {
            shipNode = node,
            inputQty = new { unit = "EACH", amount = Amount(index, node) },
            availToSellQty = new { unit = "EACH", amount = Amount(index, node) },
            reservedQty = new { unit = "EACH", amount = 0 },
        })];

    public string Name(int index) => index < _seeds.Items ? SampleData.Name(index) : _simulated[index - _seeds.Items].Name;

    private string LifecycleStatus(int index) => _retired.ContainsKey(index) ? "RETIRED" : "ACTIVE";
}

/// <summary>An item of the dynamic sandbox.</summary>
internal sealed record SimulatedItem(string Sku, string Name, decimal Price);
