package org.wikimill.cli;

/** How a command ends. */
enum ExitCode {
  DONE(0),
  CHECK_FAILED(1),
  USAGE(2),
  BAD_INPUT(3),
  SINK_FAILED(4),
  BUG(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
