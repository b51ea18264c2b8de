using System.Globalization;

namespace WalmartAuth.Emulator;

/// <summary>The ids of the rows that the emulator holds, so that a test can name a row by its number, from 0.</summary>
public static class Seeds
{
    /// <summary>A SKU that nobody has.</summary>
    public const string UnknownSku = "NO-SUCH-SKU";

    private const long FirstPurchaseOrder = 108_800_000_000_000;

    /// <summary>The SKU of an item. Every tenth holds a space and a slash, every tenth what a query must escape (contract §7).</summary>
    public static string Sku(int index) => (index % 10) switch
    {
        3 => $"WM SKU/{index:D6}",
        7 => $"A&B 50%+#é/{index:D6}",
        _ => $"SKU-{index:D6}",
    };

    /// <summary>The purchase order id of an order.</summary>
    public static string PurchaseOrderId(int index) => (FirstPurchaseOrder + index).ToString(CultureInfo.InvariantCulture);

    /// <summary>The return order id of a return.</summary>
    public static string ReturnOrderId(int index) => (200_000_000_000_000L + index).ToString(CultureInfo.InvariantCulture);

    /// <summary>The id of a feed that was there before; it holds an @ (contract §7).</summary>
    public static string FeedId(int index) => $"E9C04D1FFD99479FBC1341D5{index:X8}@AU8BAQA";

    /// <summary>The number of the item with this SKU, or -1.</summary>
    internal static int ItemIndex(string sku, int count) => Index(sku, sku.Length - 6, 0, count, Sku);

    internal static int OrderIndex(string id, int count) => Index(id, 0, FirstPurchaseOrder, count, PurchaseOrderId);

    private static int Index(string id, int digitsAt, long first, int count, Func<int, string> name)
    {
        if (digitsAt < 0 || !long.TryParse(id.AsSpan(digitsAt), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return -1;
        }

        var index = number - first;
        return index >= 0 && index < count && name((int)index) == id ? (int)index : -1;
    }
}
