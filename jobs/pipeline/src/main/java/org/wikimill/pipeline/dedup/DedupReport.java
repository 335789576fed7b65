package org.wikimill.pipeline.dedup;

import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.tables.Columns;
import org.wikimill.connectors.tables.Table;
import org.wikimill.pipeline.manifest.Manifest;

/**
 * What several builds have in common: {@code dedup.json}.
 *
 * <p>No clock, host or folder stands in it: the same builds in the same order give the same report.
 *
 * @param stored what a host of all of them stores, each block once
 * @param separately what hosts of one build each store together
 * @param series the builds in their order
 * @param shares what they hold, by build, kind and reason; nothing of what there is none of
 */
public record DedupReport(Amount stored, Amount separately, List<Step> series, List<Share> shares) {
  /** The name of the file in the folder that a report goes to. */
  public static final String NAME = "dedup.json";

  /**
   * A build: a row of table {@code series}.
   *
   * @param number its place in the order, from 1 on
   * @param snapshot its name
   * @param root its root CID
   * @param all what it holds
   * @param added what no build before it has
   * @param inPrevious what the build right before it has
   * @param alone what no other build has
   * @param storedSoFar what a host of it and of all before it stores
   * @param storedFromHere what a host of it and of all after it stores
   */
  public record Step(
      int number,
      String snapshot,
      String root,
      Amount all,
      Amount added,
      Amount inPrevious,
      Amount alone,
      Amount storedSoFar,
      Amount storedFromHere) {

    /** The table; {@code snapshot} is in the paths of its parts. */
    public static final Table<Step> TABLE =
        new Table<>(
            "series",
            with(
                    new Columns("series").number("number").text("root"),
                    "",
                    "added_",
                    "in_previous_",
                    "alone_",
                    "stored_so_far_",
                    "stored_from_here_")
                .build(),
            List.of(),
            (row, out) -> {
              out.number((long) row.number).text(row.root);
              row.amounts()
                  .forEach(a -> out.number(a.files()).number(a.blocks()).number(a.bytes()));
            },
            in -> {
              throw new UnsupportedOperationException();
            });

    private List<Amount> amounts() {
      return List.of(all, added, inPrevious, alone, storedSoFar, storedFromHere);
    }
  }

  /**
   * What a build holds of a kind, for a reason: a row of table {@code shares}.
   *
   * @param number the build's place in the order, from 1 on
   * @param snapshot its name
   * @param all what it holds
   * @param inPrevious what of it the build right before has
   */
  public record Share(
      int number, String snapshot, Kind kind, Reason reason, Amount all, Amount inPrevious) {

    /** The table; {@code snapshot} is in the paths of its parts. */
    public static final Table<Share> TABLE =
        new Table<>(
            "shares",
            with(
                    new Columns("shares").number("number").text("kind").text("reason"),
                    "",
                    "in_previous_")
                .build(),
            List.of(),
            (row, out) -> {
              out.number((long) row.number).text(row.kind.text()).text(row.reason.text());
              List.of(row.all, row.inPrevious)
                  .forEach(a -> out.number(a.files()).number(a.blocks()).number(a.bytes()));
            },
            in -> {
              throw new UnsupportedOperationException();
            });
  }

  private static Columns with(Columns columns, String... prefixes) {
    for (String prefix : prefixes) {
      columns.number(prefix + "files").number(prefix + "blocks").number(prefix + "bytes");
    }
    return columns;
  }

  static DedupReport of(List<Manifest> builds, Tally tally) {
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < builds.size(); i++) {
      shares.addAll(shares(i, builds.get(i), tally));
    }
    List<Step> series = series(builds, shares, tally);
    Amount separately = sum(series.stream().map(Step::all).toList());
    return new DedupReport(
        series.get(series.size() - 1).storedSoFar, separately, series, List.copyOf(shares));
  }

  private static List<Share> shares(int build, Manifest manifest, Tally tally) {
    List<Share> shares = new ArrayList<>();
    String snapshot = manifest.recipe().snapshot();
    for (Kind kind : Kind.values()) {
      for (Reason reason : Reason.values()) {
        Amount all = tally.of(build, kind, reason);
        if (all.blocks() > 0) {
          Amount inPrevious = tally.inPrevious(build, kind, reason);
          shares.add(new Share(build + 1, snapshot, kind, reason, all, inPrevious));
        }
      }
    }
    return shares;
  }

  private static List<Step> series(List<Manifest> builds, List<Share> shares, Tally tally) {
    List<Step> series = new ArrayList<>();
    Amount soFar = Amount.NONE;
    Amount fromHere = Amount.NONE;
    for (int i = 0; i < builds.size(); i++) {
      fromHere = fromHere.plus(tally.last(i));
    }
    for (int i = 0; i < builds.size(); i++) {
      int number = i + 1;
      List<Share> of = shares.stream().filter(share -> share.number == number).toList();
      Amount added = sum(of.stream().filter(s -> s.reason == Reason.NEW).map(Share::all).toList());
      soFar = soFar.plus(added);
      series.add(
          new Step(
              number,
              builds.get(i).recipe().snapshot(),
              builds.get(i).root(),
              sum(of.stream().map(Share::all).toList()),
              added,
              sum(of.stream().map(Share::inPrevious).toList()),
              tally.alone(i),
              soFar,
              fromHere));
      fromHere = fromHere.minus(tally.last(i));
    }
    return List.copyOf(series);
  }

  private static Amount sum(List<Amount> amounts) {
    return amounts.stream().reduce(Amount.NONE, Amount::plus);
  }
}
