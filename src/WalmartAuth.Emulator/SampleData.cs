using System.Globalization;

namespace WalmartAuth.Emulator;

/// <summary>The ids of the emulator's rows, so that a test can refer to a row by its number, from 0, and by the number of its shop.</summary>
public static class SampleData
{
    /// <summary>A SKU that no account has.</summary>
    public const string UnknownSku = "NO-SUCH-SKU";

    /// <summary>The distance between the ids of two shops.</summary>
    internal const int ShopRange = 1_000_000;

    private const long FirstPurchaseOrder = 108_800_000_000_000;
    private const long FirstReturnOrder = 200_000_000_000_000;
    private static readonly string[] Kinds = ["Kettle", "Crème brûlée torch", "Größe XL shirt", "Desk lamp", "Garden hose"];

    /// <summary>The SKU of an item, the same in every shop. Every tenth contains a space and a slash; every tenth contains characters that a query must escape (contract §7).</summary>
    public static string Sku(int index) => (index % 10) switch
    {
        3 => $"WM SKU/{index:D6}",
        7 => $"A&B 50%+#é/{index:D6}",
        _ => $"SKU-{index:D6}",
    };

    /// <summary>The purchase order id of an order.</summary>
    public static string PurchaseOrderId(int index, int shop = 0) => Id(FirstPurchaseOrder, index, shop);

    /// <summary>The return order id of a return.</summary>
    public static string ReturnOrderId(int index, int shop = 0) => Id(FirstReturnOrder, index, shop);

    /// <summary>The id of a feed from before the first upload; it contains an @ (contract §7).</summary>
    public static string FeedId(int index, int shop = 0) => $"E9C04D1FFD99479FBC13{shop:X4}{index:X8}@AU8BAQA";

    /// <summary>The name of an item.</summary>
    internal static string Name(int index) => $"{Kinds[index % Kinds.Length]} no. {index}";

    /// <summary>The price of an item until a call sets another, US dollars. A shop's prices end in its own cents.</summary>
    internal static decimal Price(int index, int shop) => 5m + (index % 200) + ((99 + shop) % 100 / 100m);

    /// <summary>The number of the item with this SKU, or -1.</summary>
    internal static int ItemIndex(string sku, int count) => Index(sku.AsSpan(Math.Max(0, sku.Length - 6)), 0, count, index => Sku(index) == sku);

    internal static int OrderIndex(string id, int shop, int count) => Index(id, FirstPurchaseOrder + ((long)shop * ShopRange), count, index => PurchaseOrderId(index, shop) == id);

    internal static int ReturnIndex(string id, int shop, int count) => Index(id, FirstReturnOrder + ((long)shop * ShopRange), count, index => ReturnOrderId(index, shop) == id);

    private static string Id(long first, int index, int shop) => (first + ((long)shop * ShopRange) + index).ToString(CultureInfo.InvariantCulture);

    private static int Index(ReadOnlySpan<char> digits, long first, int count, Func<int, bool> matches) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number - first is var index && index >= 0 && index < count && matches((int)index)
            ? (int)index
            : -1;
}
