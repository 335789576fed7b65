package org.wikimill.get;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wikimill.formats.sums.DumpStatus;

/**
 * The files of one dump that are wanted.
 *
 * @param names of files, in the order in which they were asked for
 * @param lacking what is not there, or not done, in words; then the dump is no choice
 */
record DumpChoice(List<String> names, List<String> lacking) {

  /**
   * Chooses.
   *
   * @param prefix with which the names of all files begin: wiki and date
   */
  static DumpChoice of(DumpStatus status, Wikimedia.Wanted wanted, String prefix) {
    DumpChoice choice = new DumpChoice(new ArrayList<>(), new ArrayList<>());
    if (wanted.articles().compareTo(Articles.CONTENT) < 0) {
      choice.add(
          status, prefix, wanted.articles().names(wanted.parts()), wanted.articles().toString());
    }
    for (String table : wanted.tables()) {
      choice.add(status, prefix, Pattern.compile(Pattern.quote(table + ".sql.gz")), table);
    }
    return choice;
  }

  private void add(DumpStatus status, String prefix, Pattern rest, String what) {
    int before = names.size();
    for (Map.Entry<String, DumpStatus.Job> job : status.jobs().entrySet()) {
      List<String> matching =
          job.getValue().files().keySet().stream()
              .filter(name -> name.startsWith(prefix))
              .filter(name -> rest.matcher(name.substring(prefix.length())).matches())
              .filter(Addresses::isSafeName)
              .toList();
      if (!matching.isEmpty() && !job.getValue().isDone()) {
        lacking.add(what + " (" + job.getKey() + ": " + job.getValue().status() + ")");
        return;
      }
      names.addAll(matching);
    }
    if (names.size() == before) {
      lacking.add(what);
    }
  }
}
