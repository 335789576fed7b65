package org.wikimill.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command line, run in this JVM.
 *
 * @param exit its exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Cli(int exit, String out, String err) {

  static Cli run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Cli(exit, out.toString(), err.toString());
  }

  /** A build of an archive that tells nothing but its result, on one core. */
  static Cli build(Object source, Object out, Object... more) {
    List<Object> args =
        new java.util.ArrayList<>(
            List.of(
                "build",
                source,
                "-o",
                out,
                "-q",
                "--layout",
                "zim",
                "--no-sync",
                "--master",
                "local[1]"));
    args.addAll(List.of(more));
    return run(args.toArray());
  }
}
