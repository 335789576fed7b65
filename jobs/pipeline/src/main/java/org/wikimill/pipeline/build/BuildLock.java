package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.BUSY;
import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.rows.Output;

/**
 * The right of one build or pass, and no other, to write to a folder: a file in it that tells who
 * has it.
 *
 * <p>Locks are numbered, and the highest counts. One whose holder is gone is not removed, which two
 * could do at once, but followed by the next number, which only one can create.
 */
public final class BuildLock implements Closeable {
  private static final Pattern NAME = Pattern.compile(Output.WORK + "/lock-(\\d{5})\\.json");

  /** After Spark has stopped, before file systems are closed. */
  private static final int HOOK_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  /** Far more tries than builds that could take a lock from each other. */
  private static final int MAX_TRIES = 100;

  /**
   * Who holds a lock.
   *
   * @param run the build's name in Spark's records
   * @param user the name of the process's user
   * @param process the process that leads the build
   * @param since when the lock was taken
   */
  public record Holder(String run, String user, ProcessMark process, String since) {
    /** Refuses what lacks a field. */
    public Holder {
      Stream.of(run, user, process, since).forEach(Objects::requireNonNull);
    }

    /** This process, from now on. */
    public static Holder own(String run) {
      String since = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      return new Holder(run, System.getProperty("user.name"), ProcessMark.own(), since);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "run %s, process %d of user %s on host %s, since %s",
          run,
          process.pid(),
          user,
          process.host(),
          since);
    }
  }

  /** What is done about a lock whose holder may still run on another machine. */
  public enum Doubt {
    REFUSE,
    BREAK
  }

  /** A lock that stands; without a holder if its file cannot be read. */
  private record Standing(int number, Optional<Holder> holder) {}

  private final Store store;
  private final Standing own;
  private final Runnable atExit = this::releaseAtExit;

  private BuildLock(Store store, Standing own) {
    this.store = store;
    this.own = own;
  }

  /** Whether a file of the build's folder is a lock. */
  static boolean isLock(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Takes the lock.
   *
   * @param notices is told if the lock of a build that ended without a word is taken over
   * @throws BuildException if another build has it, or may have it and {@code doubt} is to refuse
   */
  public static BuildLock take(Store store, Holder own, Doubt doubt, Consumer<String> notices)
      throws IOException, BuildException {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Standing> standing = standing(store);
      String before = standing.isPresent() ? follow(store, standing.get(), doubt) : "";
      int number = standing.map(Standing::number).orElse(0) + 1;
      BuildLock lock = new BuildLock(store, new Standing(number, Optional.of(own)));
      // A signal may come at any moment: the hook is there before what it removes.
      ShutdownHookManager.get().addShutdownHook(lock.atExit, HOOK_PRIORITY);
      if (store.createNew(name(number), Json.bytes(own)) && lock.isHeld()) {
        if (!before.isEmpty()) {
          notices.accept(before);
        }
        return lock;
      }
      lock.close();
    }
    throw new IOException(store.location() + ": locks come and go; try again");
  }

  /** Fails if another build has the folder. */
  static void requireFree(Store store, Doubt doubt) throws IOException, BuildException {
    Optional<Standing> standing = standing(store);
    if (standing.isPresent()) {
      follow(store, standing.get(), doubt);
    }
  }

  /** Fails if the lock was broken: what this build would still do is another's now. */
  public void requireHeld() throws IOException, BuildException {
    if (!isHeld()) {
      throw new BuildException(
          SETTINGS, store.location() + " was taken over by another build, with --break-lock");
    }
  }

  /** Gives the folder back. */
  @Override
  public void close() throws IOException {
    ShutdownHookManager hooks = ShutdownHookManager.get();
    if (!hooks.isShutdownInProgress()) {
      hooks.removeShutdownHook(atExit);
    }
    if (stands()) {
      for (String name : locks(store)) {
        if (numberOf(name) <= own.number) {
          store.delete(name);
        }
      }
      if (store.list(Output.WORK).isEmpty()) {
        store.delete(Output.WORK);
      }
    }
  }

  private void releaseAtExit() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isHeld() throws IOException {
    return standing(store).equals(Optional.of(own));
  }

  /** Whether this lock is there, though one that broke it may count. */
  private boolean stands() throws IOException {
    try {
      return read(store, name(own.number)).equals(own);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** What to say of a lock that may be followed by another. */
  private static String follow(Store store, Standing standing, Doubt doubt) throws BuildException {
    String who = standing.holder.map(Objects::toString).orElse("its lock cannot be read");
    ProcessMark.State state =
        standing.holder.map(h -> h.process.state()).orElse(ProcessMark.State.UNKNOWN);
    return switch (state) {
      case ENDED -> "took over from a build that ended without a word: " + who;
      case RUNNING ->
          throw new BuildException(
              BUSY,
              store.location() + " is another build's, which is running: wait or stop it: " + who);
      case UNKNOWN -> {
        if (doubt == Doubt.REFUSE) {
          throw new BuildException(
              SETTINGS,
              store.location()
                  + " is another build's, and whether it runs cannot be seen from here; if it does"
                  + " not, go on with --resume --break-lock: "
                  + who);
        }
        yield "broke the lock of another build: " + who;
      }
    };
  }

  private static Optional<Standing> standing(Store store) throws IOException {
    List<String> names = locks(store);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(store, names.get(names.size() - 1)));
    } catch (NoSuchFileException e) {
      return standing(store); // released a moment ago
    }
  }

  private static Standing read(Store store, String name) throws IOException {
    try {
      Holder holder = Json.read(store, name, Holder.class);
      return new Standing(numberOf(name), Optional.ofNullable(holder));
    } catch (MalformedInputException e) {
      return new Standing(numberOf(name), Optional.empty());
    }
  }

  /** The locks that stand, the one that counts last. */
  private static List<String> locks(Store store) throws IOException {
    return store.list(Output.WORK).stream().filter(BuildLock::isLock).sorted().toList();
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "%s/lock-%05d.json", Output.WORK, number);
  }

  private static int numberOf(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(name);
    }
    return Integer.parseInt(matcher.group(1));
  }
}
