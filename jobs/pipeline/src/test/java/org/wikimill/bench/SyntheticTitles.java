package org.wikimill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.search.SearchTitle;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.TitleFile;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.ZimPlan;

/**
 * Titles that follow from their numbers, as skewed as those of an encyclopaedia: words of a
 * vocabulary of which the first are the commonest, one title of eight a list, one of four a
 * redirect, one of a hundred of one word that all these share.
 *
 * @param count how many there are
 */
public record SyntheticTitles(int count) implements Serializable {
  private static final int PER_SHARD = 45_000;
  private static final int VOCABULARY = 50_000;
  private static final String[] SYLLABLES = {
    "ba", "ca", "de", "é", "fi", "go", "ha", "in", "jo", "ka", "la", "mo", "na", "or", "pe", "qui",
    "ra", "Мо", "ска", "月", "球", "सि", "नी", "다", "ου", "λε", "عر", "بي", "sch", "the", "st", "wa",
    "x", "ya", "zo"
  };

  /** A source with so many entries. */
  Source source() {
    int shards = (count + PER_SHARD - 1) / PER_SHARD;
    ZimPlan plan = new ZimPlan("", 0, "", count, 0, 0, new int[shards], HadoopSettings.NONE);
    return new Source(plan, "", "", 0);
  }

  /** Leaves the titles as stage {@code blocks} does. */
  void write(JavaSparkContext spark, Output output) {
    int shards = source().plan().shards();
    List<Integer> numbers = IntStream.range(0, shards).boxed().toList();
    spark.parallelize(numbers, shards).foreach(shard -> write(output, shard, shards));
  }

  private void write(Output output, int shard, int shards) throws IOException {
    try (TitleFile titles = new TitleFile(output, shard)) {
      for (int i = shard; i < count; i += shards) {
        titles.add(title(i));
      }
      titles.commit();
    }
  }

  /** A title. */
  SearchTitle title(int number) {
    String title = text(number);
    boolean alias = number % 4 == 3;
    String target = alias ? text(number - 1) : "";
    String page = (alias ? target : title).replace(' ', '_');
    return SearchTitle.of(title, ("wiki/" + page).getBytes(UTF_8), target);
  }

  private static String text(int number) {
    SplittableRandom random = new SplittableRandom(number);
    StringBuilder title = new StringBuilder();
    if (number % 100 == 0) {
      title.append("Moon ");
    } else if (number % 8 == 1) {
      title.append("List of ");
    }
    int words = 1 + random.nextInt(3);
    for (int i = 0; i < words; i++) {
      // The square makes the first words the commonest.
      double uniform = random.nextDouble();
      title.append(word((int) (uniform * uniform * VOCABULARY))).append(' ');
    }
    return title.append(Integer.toString(number, Character.MAX_RADIX)).toString();
  }

  private static String word(int rank) {
    StringBuilder word = new StringBuilder();
    for (int rest = rank + 1; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }
}
