package org.wikimill.cli;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user's command that is told what happened: in its arguments, and in variables {@code
 * WIKIMILL_*}.
 *
 * @param option the option that it was given with
 * @param command for {@code /bin/sh}; the arguments are put behind it
 */
record Hook(String option, String command) {

  /**
   * Runs the command and waits for it. What it prints goes to stderr.
   *
   * @throws HookException if it ends with another code than 0
   */
  void run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException, HookException {
    List<String> line =
        new ArrayList<>(List.of("/bin/sh", "-c", "exec 1>&2; " + command + " \"$@\"", "wikimill"));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    variables.forEach((name, value) -> builder.environment().put("WIKIMILL_" + name, value));
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new HookException(option + " ended with exit code " + code + ": " + command);
    }
  }
}
