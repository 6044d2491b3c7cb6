internal import Glibc

Console.ignoreClosedPipes()
exit(Command.run(Array(CommandLine.arguments.dropFirst())).rawValue)
