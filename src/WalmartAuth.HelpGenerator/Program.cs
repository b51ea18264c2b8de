using WalmartAuth.HelpGenerator;

if (args is not [string docs, string output])
{
    Console.Error.WriteLine("usage: WalmartAuth.HelpGenerator <docs folder> <output folder>");
    return 2;
}

using var log = new StringWriter();
int exitCode = HelpBuild.Run(docs, output, log);
(exitCode == 0 ? Console.Out : Console.Error).Write(log.ToString());
return exitCode;
