using WalmartAuth.HelpGenerator;

if (args is not [string docs, string output])
{
    Console.Error.WriteLine("usage: WalmartAuth.HelpGenerator <docs folder> <output folder>");
    return 2;
}

return HelpBuild.Run(docs, output, Console.Out, Console.Error);
