using System.Globalization;

namespace WalmartAuth.Messages;

/// <summary>Messages about sending requests: headers, redirects, limits, waits.</summary>
internal static class HttpMessages
{
    public const string WaitingForWalmart = "Waiting for Walmart";

    public static string RequestLimitIsUsedUp(string label, string at, double seconds) =>
        string.Format(CultureInfo.InvariantCulture, "The request limit of {0} is used up until {1}, {2:0} s from now, which is longer than -MaximumWaitSec allows. Nothing was sent.", label, at, seconds);

    public static string RetryAfter(string at) =>
        $"Retry after {at}, call less often, or allow a longer wait with -MaximumWaitSec.";

    public static string AndEndsOn(string end) =>
        $" and ends on {end}";

    public const string AdvertisingApis = "the APIs for advertising and Data Ventures, whose requests are signed with a private key";

    public const string CarrierApis = "the APIs for transportation carriers and GoLocal, which use another token endpoint";

    public const string ProxySettingOfMachine = "the proxy setting of this machine";

    public static string HeaderValueIsInvalid(string source) =>
        $"{source} contains a line break or another character that is not valid in a header.";

    public static string HeaderNameIsInvalid(string source, string name) =>
        $"{source}: '{name}' is not a header name.";

    public static string HeaderIsReserved(string source, string name) =>
        $"{source}: the connection sets the header {name} itself, so you cannot set it.";

    public static string NothingWasSent(string message) =>
        message + " Nothing was sent.";

    public static string ProxyIsNotWebAddress(string address) =>
        $"-Proxy must be an absolute http or https address, not '{address}'. Nothing was sent.";

    public const string AddProxyScheme = "Add the scheme: -Proxy http://proxy.example:8080.";

    public const string MachinesProxy = "the machine's proxy";

    public static string RequestLimitReason(string endpoint) =>
        $"the request limit of {endpoint} is used up";

    public static string ProbeGotNoAnswer(string label) =>
        $"The request limit of {label} was used up, and the one call that checks it for all others got no response within this call's time limit (-TimeoutSec, -MaximumWaitSec). Nothing was sent.";

    public static string RedirectIsNotAddress(string label) =>
        $"{label} was redirected to an invalid address.";

    public static string RedirectChangesScheme(string label, string from, string to, string host) =>
        $"{label} was redirected from {from} to {to} on {host}; such a redirect is not followed.";

    public static string RedirectNeedsBody(string label) =>
        $"{label} was redirected, and its body can be sent only once.";

    public static string RedirectToAnotherHost(string label, string host) =>
        $"{label} was redirected to another host, {host}; only a GET is followed there.";

    public static string TooManyRedirects(string label, int maximumRedirects) =>
        string.Format(CultureInfo.InvariantCulture, "{0} was redirected more than {1} times.", label, maximumRedirects);

    public static string Answered(string target, int statusCode, double milliseconds, int attempt, string correlationId) =>
        string.Format(CultureInfo.InvariantCulture, "{0} -> {1} in {2:0} ms (attempt {3}, correlation id {4})", target, statusCode, milliseconds, attempt, correlationId);

    public static string TokenIsOfAnotherHost(string issuer, string host) =>
        $"The token was issued by {issuer} and is not sent to {host}.";

    public static string AnswerIsTooLarge(string label, int limit) =>
        string.Format(CultureInfo.InvariantCulture, "The response to {0} is larger than {1:#,0} bytes, the limit for reading into memory.", label, limit);

    public const string SaveToFile = "Save it to a file with -OutFile, or request less at a time.";

    public static string AnswersAreTooLarge(string label, long maximum) =>
        string.Format(CultureInfo.InvariantCulture, "The response to {0} was not read completely: all responses being read take up more than {1:#,0} bytes.", label, maximum);

    public const string ReadFewerAtOnce = "Read fewer at a time with -ThrottleLimit, or save them to files with -OutFile.";
}
