package org.wikimill.get;

import static org.wikimill.get.GetException.Reason.IN_THE_WAY;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.ExpectedSums;
import org.wikimill.formats.sums.SiblingFiles;

/**
 * Downloads of several files to one folder, a few at once.
 *
 * <p>Beside each file that was verified its sum is put, as {@code NAME.sha256} or the like: for
 * {@code sha256sum -c}, for a build that reads the file, and for the next download.
 *
 * @param connections so many files are downloaded at once, each over one connection
 */
public record Downloads(Http http, Path folder, int connections, DownloadListener listener) {
  private static final int BUFFER_BYTES = 1 << 20;

  /** What is done about a file of the name that is there. */
  public enum Present {
    /** Its bytes are read: with the right sum it is what was asked for, else an error. */
    VERIFY,
    /** Its recorded sum is trusted, and it is replaced by what has another. */
    REPLACE_IF_OTHER
  }

  /**
   * Downloads what is not there.
   *
   * @return what became of each, in the order of the files
   * @throws IOException the first failure; other downloads end then, and can be gone on with
   */
  public List<Got> run(List<RemoteFile> files, Present present) throws IOException {
    checkNames(files);
    Files.createDirectories(folder);
    ExecutorService workers = Executors.newFixedThreadPool(connections);
    try {
      CompletionService<Got> done = new ExecutorCompletionService<>(workers);
      List<Future<Got>> futures = new ArrayList<>();
      for (RemoteFile file : files) {
        futures.add(done.submit(() -> get(file, present)));
      }
      for (int i = 0; i < files.size(); i++) {
        result(done.take());
      }
      List<Got> all = new ArrayList<>();
      for (Future<Got> future : futures) {
        all.add(result(future));
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while downloading");
    } finally {
      end(workers);
    }
  }

  /** Interrupts what goes on, and waits for it: nothing is written after a failure is told. */
  private static void end(ExecutorService workers) throws InterruptedIOException {
    workers.shutdownNow();
    try {
      while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while downloading");
    }
  }

  /** What {@link #run} would do, with the lengths that servers tell. */
  public List<Got> plan(List<RemoteFile> files, Present present) throws IOException {
    List<Got> all = new ArrayList<>();
    for (RemoteFile file : files) {
      boolean there = isPresent(file, present);
      all.add(got(file, there ? Got.Status.PRESENT : Got.Status.MISSING));
    }
    return all;
  }

  private static void checkNames(List<RemoteFile> files) throws GetException {
    Set<String> names = new HashSet<>();
    for (RemoteFile file : files) {
      if (!names.add(file.name())) {
        throw new GetException(IN_THE_WAY, "two files would be called " + file.name());
      }
    }
  }

  private static Got result(Future<Got> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Got get(RemoteFile file, Present present) throws IOException {
    if (isPresent(file, present)) {
      record(file);
      return got(file, Got.Status.PRESENT);
    }
    Download.run(http, file, target(file), listener);
    record(file);
    return got(file, Got.Status.DOWNLOADED);
  }

  private boolean isPresent(RemoteFile file, Present present) throws IOException {
    Path target = target(file);
    if (!Files.exists(target)) {
      return false;
    }
    if (file.sum().isPresent()) {
      ExpectedSum expected = file.sum().get();
      boolean trusted = present == Present.REPLACE_IF_OTHER && isRecorded(expected, target);
      if (trusted || hex(expected, target).equals(expected.hex())) {
        return true;
      }
    }
    if (present == Present.REPLACE_IF_OTHER) {
      return false;
    }
    throw new GetException(
        IN_THE_WAY,
        target
            + (file.sum().isPresent()
                ? " is there and is not " + file.identity()
                : " is there, and nothing tells whether it is whole")
            + ": remove it, choose another --out, or give --if-newer to replace it");
  }

  private boolean isRecorded(ExpectedSum expected, Path target) throws IOException {
    Optional<ExpectedSum> recorded =
        ExpectedSums.beside(SiblingFiles.in(folder)).of(target.getFileName().toString());
    boolean sameLength =
        expected.lengthBytes().isEmpty()
            || expected.lengthBytes().getAsLong() == Files.size(target);
    return sameLength && recorded.isPresent() && recorded.get().hex().equals(expected.hex());
  }

  private static String hex(ExpectedSum expected, Path target) throws IOException {
    MessageDigest digest = expected.algorithm().digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(target)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void record(RemoteFile file) throws IOException {
    if (file.sum().isEmpty()) {
      return;
    }
    ExpectedSum sum = file.sum().get();
    Path record = folder.resolve(file.name() + "." + sum.algorithm().suffix());
    Path next = folder.resolve(file.name() + ".part.sum");
    Files.writeString(next, sum.hex() + "  " + file.name() + "\n");
    Files.move(next, record, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Got got(RemoteFile file, Got.Status status) throws IOException {
    Path target = target(file);
    long lengthBytes =
        status == Got.Status.MISSING
            ? file.lengthBytes().orElseGet(() -> http.length(file.sources().get(0)).orElse(-1))
            : Files.size(target);
    return new Got(
        target.toString(),
        file.sources().get(0).toString(),
        lengthBytes,
        file.sum().map(sum -> sum.algorithm().standardName()).orElse(null),
        file.sum().map(ExpectedSum::hex).orElse(null),
        status);
  }

  private Path target(RemoteFile file) {
    return folder.resolve(file.name());
  }
}
