package org.wikimill.formats.sums;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The sums of the files of one folder, as other files there state them.
 *
 * <p>Known are, the strongest first: metalinks ({@code X.meta4}), sums of one file ({@code
 * X.sha256}, {@code X.sha1}, {@code X.md5}), lists ({@code SHA256SUMS}, {@code SHA1SUMS}, {@code
 * MD5SUMS}, and Wikimedia's {@code *-sha1sums.txt}, {@code *-md5sums.json} and the like), and the
 * states of Wikimedia's dumps ({@code dumpstatus.json}, also with a name in front). Of several sums
 * of a file the strongest counts: SHA-256, SHA-1, MD5. A file that states no sum of a file is
 * passed over; one that is damaged is an error, not an absence.
 *
 * <p>Serves one thread. Files are read when they are needed, and once.
 */
public final class ExpectedSums {
  private static final Pattern LIST =
      Pattern.compile("(?:.*-)?(md5|sha1|sha256)sums(\\.txt|\\.json)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATUS = Pattern.compile("(?:.*-)?dumpstatus\\.json");

  private final SiblingFiles files;
  private final List<String> names;
  private final Map<String, Statements> read = new HashMap<>();

  /** What one file states of others. */
  @FunctionalInterface
  private interface Statements {
    Optional<ExpectedSum> of(String fileName) throws MalformedInputException;
  }

  /** What a list states. */
  private record Listed(Map<String, ExpectedSum> sums) implements Statements {
    @Override
    public Optional<ExpectedSum> of(String fileName) {
      return Optional.ofNullable(sums.get(fileName));
    }
  }

  /** Reads the text of a file that states sums. */
  @FunctionalInterface
  private interface Form {
    Statements read(byte[] bytes, String file) throws IOException;
  }

  /**
   * A file that may state sums.
   *
   * @param strongest no sum in it is stronger
   */
  private record Witness(String name, SumAlgorithm strongest, Form form) {}

  private ExpectedSums(SiblingFiles files, List<String> names) {
    this.files = files;
    this.names = names;
  }

  /** The sums that the files of a folder state of each other. */
  public static ExpectedSums beside(SiblingFiles files) throws IOException {
    return new ExpectedSums(files, files.names().stream().sorted().toList());
  }

  /**
   * The strongest sum of a file that any other states; empty if none does.
   *
   * @throws MalformedInputException if a file that might state it is damaged
   */
  public Optional<ExpectedSum> of(String fileName) throws IOException {
    Optional<ExpectedSum> best = Optional.empty();
    for (Witness witness : witnesses(fileName)) {
      if (best.isPresent() && best.get().algorithm().compareTo(witness.strongest) >= 0) {
        break;
      }
      Optional<ExpectedSum> stated = statements(witness).of(fileName);
      if (stated.isPresent()
          && (best.isEmpty() || stated.get().algorithm().compareTo(best.get().algorithm()) > 0)) {
        best = stated;
      }
    }
    return best;
  }

  /**
   * The names of all files that lists state sums of, whether they are there or not.
   *
   * @throws MalformedInputException if a list is damaged
   */
  public SortedSet<String> listed() throws IOException {
    SortedSet<String> listed = new TreeSet<>();
    for (Witness list : lists()) {
      if (statements(list) instanceof Listed stated) {
        listed.addAll(stated.sums.keySet());
      }
    }
    return listed;
  }

  /**
   * In the order in which they are asked: those with the strongest sums first, of these the
   * metalink and the state, which also know lengths.
   */
  private List<Witness> witnesses(String fileName) {
    List<Witness> witnesses = new ArrayList<>();
    add(
        witnesses,
        fileName + Metalink.SUFFIX,
        SumAlgorithm.SHA256,
        (bytes, file) -> metalink(bytes, file, fileName));
    for (SumAlgorithm algorithm : SumAlgorithm.values()) {
      String own = fileName + "." + algorithm.suffix();
      Form form =
          (bytes, file) -> new Listed(SumList.text(bytes, file, algorithm, Optional.of(fileName)));
      add(witnesses, own, algorithm, form);
    }
    for (String name : names) {
      if (STATUS.matcher(name).matches()) {
        add(witnesses, name, SumAlgorithm.SHA1, ExpectedSums::status);
      }
    }
    witnesses.addAll(lists());
    witnesses.sort(Comparator.comparing(Witness::strongest).reversed());
    return witnesses;
  }

  private List<Witness> lists() {
    List<Witness> lists = new ArrayList<>();
    for (String name : names) {
      Matcher list = LIST.matcher(name);
      if (list.matches()) {
        SumAlgorithm algorithm = SumAlgorithm.named(list.group(1)).orElseThrow();
        add(lists, name, algorithm, list(algorithm, ".json".equals(list.group(2))));
      }
    }
    return lists;
  }

  private void add(List<Witness> witnesses, String name, SumAlgorithm strongest, Form form) {
    if (names.contains(name)) {
      witnesses.add(new Witness(name, strongest, form));
    }
  }

  private Statements statements(Witness witness) throws IOException {
    Statements known = read.get(witness.name);
    if (known == null) {
      known = readStatements(witness);
      read.put(witness.name, known);
    }
    return known;
  }

  private Statements readStatements(Witness witness) throws IOException {
    Optional<InputStream> opened = files.open(witness.name);
    if (opened.isEmpty()) {
      return fileName -> Optional.empty();
    }
    String place = files.location() + "/" + witness.name;
    try (InputStream in = opened.get()) {
      return witness.form.read(SmallFile.read(in, place), place);
    }
  }

  private static Form list(SumAlgorithm algorithm, boolean json) {
    return (bytes, file) ->
        new Listed(
            json
                ? SumList.json(bytes, file, algorithm)
                : SumList.text(bytes, file, algorithm, Optional.empty()));
  }

  private static Statements metalink(byte[] bytes, String file, String subject) throws IOException {
    Optional<ExpectedSum> sum = Metalink.read(bytes, file, subject).flatMap(Metalink::sum);
    return fileName -> sum;
  }

  private static Statements status(byte[] bytes, String file) throws IOException {
    DumpStatus status = DumpStatus.read(bytes, file);
    return fileName -> status.sum(fileName, file);
  }
}
