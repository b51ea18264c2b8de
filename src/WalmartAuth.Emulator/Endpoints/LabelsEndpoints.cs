using System.Text;

namespace WalmartAuth.Emulator.Endpoints;

/// <summary>Shipping labels: PDF or PNG, depending on the Accept header; 406 for anything else (contract §4).</summary>
internal sealed class LabelsEndpoints : IEndpoints
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 288 432]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v3/shipping/labels/carriers/{carrierShortName}/trackings/{trackingNo}", Label) { Scope = "shipping", Produces = string.Empty },
    ];

    private static Answer Label(RequestContext request)
    {
        var name = Uri.EscapeDataString($"{request.Segment(4)}_{request.Segment(6)}");
        return request.Accepts("application/pdf") ? Answer.File("application/pdf", Pdf, name + ".pdf")
            : request.Accepts("image/png") ? Answer.File("image/png", Png, name + ".png")
            : GatewayError.NotAcceptable;
    }
}
