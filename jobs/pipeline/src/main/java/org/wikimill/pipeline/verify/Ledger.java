package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.formats.ipld.Cid;
import scala.Tuple2;

/**
 * The books of a build: every stored copy of a block, every row of table {@code blocks}, and every
 * CID that something wants, brought together by CID.
 *
 * <p>This is the walk of every link from the root without a random read. A hash cannot be part of
 * what it is the hash of, so links form no cycles: if the root is stored, and whatever a stored
 * block links is stored, and every block is what its CID says, then all that can be reached from
 * the root is there. Blocks that nothing links are counted, and do no harm.
 */
final class Ledger {
  private static final int FINDINGS = 0;
  private static final int BLOCK = 1;
  private static final int COPY = 0;
  private static final int LINK = 1;
  private static final byte[] IN_CAR = {0};
  private static final int IN_TABLE = 1;

  private Ledger() {}

  /** Makes the rows that the ledger is kept in. */
  static final class Entries {
    private final BiConsumer<byte[], byte[]> out;
    private final RowWriter keys = new RowWriter();
    private final RowWriter values = new RowWriter();

    Entries(BiConsumer<byte[], byte[]> out) {
      this.out = out;
    }

    /** A block that stands in a CAR. */
    void stored(Cid cid, String car, long offset, int lengthBytes) {
      out.accept(copy(cid, car, offset, lengthBytes), IN_CAR);
    }

    /** A block that stands in a part of table {@code blocks}. */
    void listed(BlockRow row, String part) {
      byte[] key = copy(row.cid(), row.shard(), row.offset(), row.lengthBytes());
      out.accept(key, values.clear().byteValue(IN_TABLE).text(part).toBytes());
    }

    /**
     * A block that must be stored.
     *
     * @param file what wants it: a CAR, a part of a table, or the manifest
     * @param offset the block that links it; -1 for a row
     * @param row what the row is for; empty for a block
     */
    void wanted(Cid cid, String file, long offset, byte[] row) {
      if (cid.hashFunction() == Cid.IDENTITY) {
        return; // it is its own block
      }
      byte[] key = keys.clear().byteValue(BLOCK).bytes(cid.bytes()).byteValue(LINK).toBytes();
      out.accept(key, values.clear().text(file).fixedLong(offset).raw(row).toBytes());
    }

    /** What was found besides. */
    void findings(Findings findings) {
      out.accept(new byte[] {FINDINGS}, findings.encode());
    }

    private byte[] copy(Cid cid, String car, long offset, int lengthBytes) {
      return keys.clear()
          .byteValue(BLOCK)
          .bytes(cid.bytes())
          .byteValue(COPY)
          .text(car)
          .fixedLong(offset)
          .fixedInt(lengthBytes)
          .toBytes();
    }
  }

  /** Closes the books: all findings, those in the rows included. */
  static Findings close(JavaPairRDD<byte[], byte[]> entries, int partitions, int limit) {
    byte[] sum =
        SortedShuffle.of(
                "blocks by CID",
                entries,
                new Destinations(partitions, key -> partition(key, partitions)))
            .mapPartitions(
                rows -> {
                  Page page = new Page(limit);
                  page.read(rows);
                  return List.of(page.findings.encode()).iterator();
                })
            .reduce(Findings::sum);
    return Findings.decode(sum);
  }

  private static int partition(byte[] key, int partitions) {
    RowReader in = new RowReader(key);
    return in.byteValue() == FINDINGS ? 0 : Destinations.hash(in.bytes(), partitions);
  }

  /** The entries of some CIDs, all of each, sorted. */
  private static final class Page {
    private final Findings findings;
    private byte[] cid = {};
    private boolean stored;
    private long links;
    private byte[] firstLink;
    private byte[] copy;
    private int inCar;
    private int inTable;
    private String part;

    Page(int limit) {
      findings = new Findings(limit);
    }

    void read(Iterator<Tuple2<byte[], byte[]>> rows) throws IOException {
      while (rows.hasNext()) {
        Tuple2<byte[], byte[]> row = rows.next();
        RowReader key = new RowReader(row._1);
        if (key.byteValue() == FINDINGS) {
          findings.addAll(Findings.decode(row._2));
          continue;
        }
        byte[] rowCid = key.bytes();
        if (!Arrays.equals(cid, rowCid)) {
          endCid();
          cid = rowCid;
        }
        if (key.byteValue() == COPY) {
          copy(row._1, row._2);
        } else {
          link(row._2);
        }
      }
      endCid();
    }

    private void copy(byte[] key, byte[] value) throws IOException {
      if (!Arrays.equals(copy, key)) {
        endCopy();
        copy = key;
      }
      RowReader in = new RowReader(value);
      if (in.byteValue() == IN_TABLE) {
        inTable++;
        String name = in.text();
        part = part == null || name.compareTo(part) < 0 ? name : part;
      } else {
        inCar++;
        stored = true;
      }
    }

    private void link(byte[] value) {
      links++;
      if (firstLink == null || Arrays.compareUnsigned(value, firstLink) < 0) {
        firstLink = value;
      }
    }

    /** Every copy has one row, and every row a copy. */
    private void endCopy() throws IOException {
      if (copy != null && (inCar != 1 || inTable != 1)) {
        RowReader in = new RowReader(copy);
        in.byteValue();
        Cid of = Cid.decode(in.bytes(), 0);
        in.byteValue();
        String car = in.text();
        long offset = in.fixedLong();
        int length = in.fixedInt();
        if (inCar == 0) {
          String block = of + ", " + length + " bytes at byte " + offset + " of " + car;
          findings.add(
              Defect.of(Defect.Scope.CONTENT, part, "row of a block", block, "no such block"));
        } else {
          String row = "1 row in table blocks";
          findings.add(Defect.at(car, offset, "block " + of, row, inTable + " rows"));
        }
      }
      copy = null;
      inCar = 0;
      inTable = 0;
      part = null;
    }

    private void endCid() throws IOException {
      endCopy();
      findings.add(Total.LINKS, links);
      if (stored && links == 0) {
        findings.add(Total.UNLINKED_BLOCKS, 1);
      }
      if (links > 0 && !stored) {
        findings.add(missing(Cid.decode(cid, 0)));
      }
      stored = false;
      links = 0;
      firstLink = null;
    }

    private Defect missing(Cid wanted) {
      RowReader in = new RowReader(firstLink);
      String file = in.text();
      long offset = in.fixedLong();
      String row = new String(in.rest(), StandardCharsets.UTF_8);
      String what = offset < 0 ? "CID of '" + row + "'" : "link";
      return Defect.at(file, offset, what, "block " + wanted, "no such block in any CAR");
    }
  }
}
