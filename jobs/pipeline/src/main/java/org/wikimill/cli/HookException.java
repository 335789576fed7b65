package org.wikimill.cli;

/** A user's command that was to be told something, and failed. */
final class HookException extends Exception {
  private static final long serialVersionUID = 1L;

  HookException(String message) {
    super(message);
  }
}
