package org.wikimill.functions;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.HamtPath;
import org.wikimill.formats.ipld.Link;

/** Nodes of the DAG, as static methods that generated code calls. */
public final class DagFunctions {
  private DagFunctions() {}

  /** The links of a dag-pb block: name, CID, Tsize; null of what is no such block. */
  public static ArrayData links(byte[] block) {
    if (block.length > DagPb.MAX_BLOCK_BYTES) {
      return null;
    }
    try {
      List<Link> links = DagPb.decode("block", block, 0, block.length).links();
      return new GenericArrayData(links.stream().map(DagFunctions::row).toArray());
    } catch (MalformedInputException e) {
      return null;
    }
  }

  private static Object row(Link link) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromBytes(link.name()),
          UTF8String.fromString(link.cid().toString()),
          link.tsize()
        });
  }

  /** The labels of a name's buckets in a HAMT, by the default profile. */
  public static ArrayData hamtPath(UTF8String name) {
    return hamtPath(name, UTF8String.fromString(CidProfile.names().get(0)));
  }

  /**
   * The labels of a name's buckets in a HAMT, by a named profile.
   *
   * @throws ArgumentException if there is no such profile
   */
  public static ArrayData hamtPath(UTF8String name, UTF8String profile) {
    CidProfile settings = ArgumentException.named(profile, CidProfile::named);
    List<byte[]> labels = HamtPath.of(name.getBytes(), settings);
    return new GenericArrayData(labels.stream().map(UTF8String::fromBytes).toArray());
  }
}
