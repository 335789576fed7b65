package org.wikimill.formats.article;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wikimill.formats.article.RealArticles.Article;

/** How many bytes of Parsoid's HTML one core makes pages of in a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class ArticleBenchmark {

  /** What JMH reports for each second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long bytes;
  }

  /** The longest article, or all of them. */
  @State(Scope.Thread)
  public static class Articles {
    @Param({"London", "all"})
    public String which;

    private final ArticlePage pages =
        new ArticlePage(RealArticles.titles(), title -> title.length() % 2 == 0);

    private final List<Article> articles = new ArrayList<>();
    private long bytes;

    @Setup
    public void read() throws IOException {
      for (Article article : RealArticles.read()) {
        if (which.equals("all") || article.name().equals(which)) {
          articles.add(article);
          bytes += article.html().getBytes(StandardCharsets.UTF_8).length;
        }
      }
    }
  }

  @Benchmark
  public long page(Articles articles, Work work) throws IOException {
    long made = 0;
    for (Article article : articles.articles) {
      made += articles.pages.of(article.html(), article.facts()).length;
    }
    work.bytes += articles.bytes;
    return made;
  }
}
