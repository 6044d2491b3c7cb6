internal import Source
import Context
import Findings
import Model
import Pipeline
import Rules

var options = PipelineOptions(root: CommandLine.arguments.dropFirst(2).first ?? ".")
do {
  let output = try Pipeline.run(options)
  for endpoint in output.backend.endpoints {
    print(endpoint.title, endpoint.auth.requirement, endpoint.auth.by, endpoint.handler.name, endpoint.registered.file, endpoint.registered.startLine)
  }
  print(output.backend.functions.count, output.backend.effects.count, output.backend.languages, output.timings)
  for d in output.backend.diagnostics.prefix(10) { print(d) }
} catch { print(error.message) }
