/// Mainstay's version, as `--version` and every report print it.
package let mainstayVersion = "0.1.0"
