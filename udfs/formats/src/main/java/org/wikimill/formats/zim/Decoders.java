package org.wikimill.formats.zim;

import static org.wikimill.formats.zim.ZimFormat.MAX_XZ_MEMORY_KIB;
import static org.wikimill.formats.zim.ZimFormat.MAX_ZSTD_WINDOW_LOG;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.SingleXZInputStream;
import org.wikimill.formats.bytes.StoredBytes;

/** The decoders of clusters, each with a bound on its memory. */
final class Decoders {
  private static final int INFLATER_BUFFER_BYTES = 1 << 16;

  private Decoders() {}

  /** Content from stored bytes. The stream must be closed: some decoders hold native memory. */
  static InputStream open(Compression compression, StoredBytes stored) throws IOException {
    return switch (compression) {
      case NONE -> stored;
      case ZLIB -> new InflatingStream(stored, new Inflater());
      case BZIP2 -> new BZip2CompressorInputStream(stored);
      case XZ ->
          new SingleXZInputStream(stored, MAX_XZ_MEMORY_KIB, true, BasicArrayCache.getInstance());
      case ZSTD ->
          new ZstdInputStreamNoFinalizer(stored, RecyclingBufferPool.INSTANCE)
              .setLongMax(MAX_ZSTD_WINDOW_LOG);
    };
  }

  /** An inflating stream that ends its inflater, which the JDK does for default ones only. */
  private static final class InflatingStream extends InflaterInputStream {
    InflatingStream(InputStream stored, Inflater inflater) {
      super(stored, inflater, INFLATER_BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
