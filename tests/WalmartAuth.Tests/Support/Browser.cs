using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace WalmartAuth.Tests.Support;

/// <summary>A headless Chromium. If it and its driver are not installed, the tests are skipped.</summary>
public sealed class Browser : IDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly string[] WindowsBrowsers = [@"Google\Chrome\Application\chrome.exe"];
    private readonly Lazy<ChromeDriver> driver = new(Start);

    /// <summary>Starts with the first test that needs it.</summary>
    internal ChromeDriver Driver
    {
        get
        {
            Assert.SkipUnless(ProgramPath is not null && DriverPath is not null, "No Chromium with its driver is installed. On Debian: apt-get install -y chromium chromium-driver");
            return driver.Value;
        }
    }

    private static string? ProgramPath { get; } = OperatingSystem.IsWindows()
        ? WindowsBrowsers.Select(file => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), file)).FirstOrDefault(File.Exists)
        : OnPath(Names);

    private static string? DriverPath { get; } =
        OnPath("chromedriver", "chromedriver.exe") ?? InFolder(Environment.GetEnvironmentVariable("CHROMEWEBDRIVER"), "chromedriver", "chromedriver.exe");

    /// <summary>Shows an address in a window of this width.</summary>
    internal void Show(Uri address, int width = 1200, int height = 900, bool dark = false)
    {
        Driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        Driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new() { ["features"] = new object[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" } } });
        Driver.Navigate().GoToUrl(address);
    }

    /// <summary>Waits in the page until an expression is true: for a change of the page, not for a time.</summary>
    internal void Until(string expression)
    {
        Driver.Manage().Timeouts().AsynchronousJavaScript = Patience.Limit;
        Driver.ExecuteAsyncScript(
            $$"""
            const done = arguments[0], isTrue = () => { try { return {{expression}}; } catch { return false; } };
            if (isTrue()) { done(); return; }
            const observer = new MutationObserver(() => { if (isTrue()) { observer.disconnect(); done(); } });
            observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            """);
    }

    internal T Value<T>(string expression) => (T)Driver.ExecuteScript("return " + expression)!;

    internal void Click(string id) => Driver.FindElement(By.Id(id)).Click();

    public void Dispose()
    {
        if (driver.IsValueCreated)
        {
            driver.Value.Dispose();
        }
    }

    private static ChromeDriver Start()
    {
        var options = new ChromeOptions { BinaryLocation = ProgramPath };
        options.AddArguments("--headless=new", "--hide-scrollbars", "--disable-lcd-text", "--disable-dev-shm-usage");
        if (Environment.UserName == "root")
        {
            // Chromium refuses to run with a sandbox there.
            options.AddArgument("--no-sandbox");
        }

        var service = ChromeDriverService.CreateDefaultService(DriverPath);
        service.SuppressInitialDiagnosticInformation = true;
        return new ChromeDriver(service, options);
    }

    private static string? OnPath(params string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => InFolder(folder, names)).FirstOrDefault(file => file is not null);

    private static string? InFolder(string? folder, params string[] names) =>
        names.Select(name => Path.Combine(folder ?? "", name)).FirstOrDefault(File.Exists);
}
