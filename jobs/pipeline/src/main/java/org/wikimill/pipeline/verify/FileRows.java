package org.wikimill.pipeline.verify;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.spark.TaskContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.HashedInput;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.pipeline.rows.TaskEnd;

/**
 * One file of a build, read from start to end: entries for the {@link Ledger}, the last of which
 * are the findings.
 */
abstract class FileRows extends RowPump {
  private final Store store;
  private final FileFact fact;
  private final Findings findings;
  private final Ledger.Entries entries = new Ledger.Entries(this::emit);
  private State state = State.NEW;

  private enum State {
    NEW,
    OPEN,
    ENDED
  }

  FileRows(Store store, FileFact fact, int limit) {
    this.store = store;
    this.fact = fact;
    this.findings = new Findings(limit);
    TaskEnd.closing(this::close);
  }

  /** Opens the file; returns whether it is worth reading. */
  abstract boolean open() throws IOException;

  /** Reads on; returns false at the end. */
  abstract boolean read() throws IOException;

  /** Is told once that there is nothing more, or that the file could not be read on. */
  abstract void end(boolean whole) throws IOException;

  /** Releases what was opened. May be called more than once. */
  abstract void close() throws IOException;

  @Override
  protected final boolean step() throws IOException {
    if (state == State.ENDED) {
      return false;
    }
    boolean whole = false;
    try {
      boolean readable = state == State.OPEN || open();
      state = State.OPEN;
      if (readable && read()) {
        return true;
      }
      whole = readable;
    } catch (SinkException e) {
      throw e;
    } catch (IOException e) {
      findings.add(unreadable(fact.name(), e));
    }
    state = State.ENDED;
    end(whole);
    close();
    entries.findings(findings);
    return true;
  }

  final String name() {
    return fact.name();
  }

  final Findings findings() {
    return findings;
  }

  final Ledger.Entries entries() {
    return entries;
  }

  /** Opens a file of the build to be hashed; its length is compared. */
  final HashedInput input(FileFact file) throws IOException {
    HashedInput input = new HashedInput(store.open(file.name()));
    if (input.length() != file.lengthBytes()) {
      String expected = file.lengthBytes() + " bytes";
      findings.add(
          Defect.of(Defect.Scope.FILE, file.name(), "length", expected, input.length() + " bytes"));
    }
    return input;
  }

  /** Hashes what is left of a file and compares; whether all of it is as the manifest says. */
  final boolean sumAgrees(FileFact file, HashedInput input) {
    try {
      String sha256 = input.sha256();
      findings.add(Total.FILES, 1);
      findings.add(Total.BYTES, input.length());
      TaskContext.get().taskMetrics().inputMetrics().incBytesRead(input.length());
      boolean same = sha256.equals(file.sha256());
      if (!same && input.length() == file.lengthBytes()) {
        findings.add(Defect.of(Defect.Scope.FILE, file.name(), "SHA-256", file.sha256(), sha256));
      }
      return same;
    } catch (IOException e) {
      findings.add(unreadable(file.name(), e));
      return false;
    }
  }

  /** A file that is missing, malformed, or on a medium that fails. */
  static Defect unreadable(String file, IOException why) {
    if (why instanceof MalformedInputException malformed) {
      return Defect.unreadable(file, malformed);
    }
    if (why instanceof NoSuchFileException || why instanceof FileNotFoundException) {
      return Defect.of(Defect.Scope.FILE, file, "missing", "a file", "none");
    }
    return Defect.of(Defect.Scope.FILE, file, "cannot be read", "a file", why);
  }
}
