package org.wikimill.pipeline.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.wikimill.connectors.io.HadoopSettings;

/**
 * The local file system with a bad sector: reads that touch a certain byte of a file fail, so many
 * times or for ever.
 */
public final class FailingMedium extends RawLocalFileSystem {
  /** Makes the file system known. */
  public static final HadoopSettings SETTINGS =
      new HadoopSettings(Map.of("fs.failing.impl", FailingMedium.class.getName()));

  private final AtomicInteger left = new AtomicInteger();
  private URI uri;
  private long badByte;

  /** A local file on a medium that fails so many times at one of its bytes. */
  public static String uri(Path file, long badByte, int times) {
    return String.format(Locale.ROOT, "failing://%dx%d%s", badByte, times, file);
  }

  @Override
  public void initialize(URI of, Configuration conf) throws IOException {
    super.initialize(of, conf);
    uri = URI.create(of.getScheme() + "://" + of.getAuthority());
    String[] numbers = of.getAuthority().split("x");
    badByte = Long.parseLong(numbers[0]);
    left.set(Integer.parseInt(numbers[1]));
  }

  /** Asked for by the superclass's constructor already. */
  @Override
  public URI getUri() {
    return uri == null ? URI.create("failing:///") : uri;
  }

  @Override
  public String getScheme() {
    return "failing";
  }

  /** Whether all failures have happened. */
  public boolean isSpent() {
    return left.get() <= 0;
  }

  @Override
  public FSDataInputStream open(org.apache.hadoop.fs.Path file, int bufferBytes)
      throws IOException {
    return new FSDataInputStream(new Failing(super.open(file, bufferBytes)));
  }

  private final class Failing extends FSInputStream {
    private final FSDataInputStream sound;

    Failing(FSDataInputStream sound) {
      this.sound = sound;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      long from = sound.getPos();
      if (from <= badByte && badByte < from + count && left.getAndDecrement() > 0) {
        throw new IOException("Input/output error");
      }
      return sound.read(target, offset, count);
    }

    @Override
    public void seek(long position) throws IOException {
      sound.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return sound.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      sound.close();
    }
  }
}
