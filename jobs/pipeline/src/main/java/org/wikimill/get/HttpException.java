package org.wikimill.get;

import java.io.IOException;
import java.time.Duration;

/** An answer that is not what was asked for. */
final class HttpException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What comes of asking again. */
  private enum Outlook {
    /** Perhaps something else. */
    PASSING,
    /** The same. */
    LASTING,
    /** The same: there is no such file. */
    ABSENT
  }

  private final Outlook outlook;
  private final Duration pause;

  private HttpException(String message, Outlook outlook, Duration pause) {
    super(message);
    this.outlook = outlook;
    this.pause = pause;
  }

  /** One that would come again. */
  static HttpException lasting(String message) {
    return new HttpException(message, Outlook.LASTING, Duration.ZERO);
  }

  /** One for a file that is not there. */
  static HttpException absence(String message) {
    return new HttpException(message, Outlook.ABSENT, Duration.ZERO);
  }

  /** One that may not come again, after a pause that the server wants. */
  static HttpException passing(String message, Duration pause) {
    return new HttpException(message, Outlook.PASSING, pause);
  }

  /** Whether asking again is in vain. */
  boolean isLasting() {
    return outlook != Outlook.PASSING;
  }

  /** Whether the server says that there is no such file. */
  boolean isAbsence() {
    return outlook == Outlook.ABSENT;
  }

  /** How long the server wants to be left alone; zero if it does not say. */
  Duration pause() {
    return pause;
  }
}
