package org.wikimill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wikimill.pipeline.snapshots.Removal;
import org.wikimill.pipeline.watch.Listener;
import org.wikimill.pipeline.watch.WatchReport;

/** What a pass did: told on stderr and to hooks while it goes on, then as the result. */
final class WatchLog implements Listener, CommonOptions.Result {
  private final CommonOptions common;
  private final PrintWriter err;
  private final Optional<Hook> onDone;
  private final Optional<Hook> onFailure;
  private final List<Event> events = new ArrayList<>();
  private int exitCode;

  /**
   * Something that happened.
   *
   * @param event built, removed or failed
   * @param what the build or archive that it happened to
   * @param detail the root, bytes, or what went wrong
   */
  private record Event(String event, String what, String detail) {}

  WatchLog(CommonOptions common, PrintWriter err, Optional<Hook> onDone, Optional<Hook> onFailure) {
    this.common = common;
    this.err = err;
    this.onDone = onDone;
    this.onFailure = onFailure;
  }

  @Override
  public void skipped(String archive, String why) {
    notice("skipped " + archive + ": " + why);
  }

  @Override
  public void notice(String text) {
    common.tell(List.of(text));
  }

  @Override
  public void built(WatchReport build, String report)
      throws IOException, InterruptedException, HookException {
    events.add(new Event("built", build.snapshot(), build.root()));
    if (onDone.isPresent()) {
      Map<String, String> variables =
          Map.of(
              "STATUS",
              "built",
              "SNAPSHOT",
              build.snapshot(),
              "ROOT",
              build.root(),
              "REPORT",
              report);
      onDone.get().run(variables, report);
    }
  }

  @Override
  public void removed(Removal removal) {
    events.add(new Event("removed", removal.folder(), removal.bytes() + " bytes"));
  }

  @Override
  public void failed(String what, Exception why) {
    int code = Failures.tell(why, err).code();
    String message = Failures.message(why);
    events.add(new Event("failed", what, message));
    exitCode = Math.max(exitCode, code);
    if (onFailure.isPresent()) {
      Map<String, String> variables =
          Map.of(
              "STATUS",
              "failed",
              "ARCHIVE",
              what,
              "MESSAGE",
              message,
              "EXIT_CODE",
              Integer.toString(code));
      try {
        onFailure.get().run(variables, message, Integer.toString(code));
      } catch (HookException | IOException e) {
        Failures.tell(e, err);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The worst of all. */
  int exitCode() {
    return exitCode;
  }

  @Override
  public String text() {
    if (events.isEmpty()) {
      return "nothing to do";
    }
    return String.join(
        "\n", events.stream().map(e -> e.event + " " + e.what + " " + e.detail).toList());
  }

  @Override
  public Object json() {
    return events;
  }
}
