package org.wikimill.pipeline.build;

import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.joined.TableFiles;
import org.wikimill.pipeline.nodes.WriteCheck;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;

/**
 * What a build is asked to do.
 *
 * @param sources the archives
 * @param out the folder of the build: a local path, or a URI; empty for a folder of the snapshot's
 *     name
 * @param snapshot the build's name; empty for the archive's own
 * @param profile what decides a CID
 * @param policy what decides the files of the tree
 * @param media a folder of original files that join the build
 * @param tables what joined tables are made of
 * @param shardBytes the most stored bytes of a shard
 * @param sink where blocks go
 * @param delivery the nodes that they go to, if they do
 * @param linkTable whether links are listed in a table
 * @param durability whether files are forced to the medium
 * @param allowErrors so many entries may fail
 * @param expect the root that must come out
 * @param resume whether an unfinished build is gone on with
 * @param breakLock whether a build that may still run on another machine is taken over
 * @param verifySource whether the source is read in whole and its checksum compared
 * @param hadoop how to reach file systems
 */
public record Settings(
    List<String> sources,
    Optional<String> out,
    Optional<String> snapshot,
    CidProfile profile,
    SitePolicy policy,
    Optional<String> media,
    TableFiles tables,
    long shardBytes,
    Output.Sink sink,
    ToNodes delivery,
    LinkTable linkTable,
    Durability durability,
    long allowErrors,
    Optional<Cid> expect,
    boolean resume,
    boolean breakLock,
    boolean verifySource,
    HadoopSettings hadoop) {

  /**
   * Nodes that blocks go to.
   *
   * @param nodes in the order in which partitions are dealt to them; empty if blocks go to none
   * @param verifyWrites how many blocks they are asked for in the end
   */
  public record ToNodes(List<NodeAddress> nodes, WriteCheck.Extent verifyWrites) {
    /** To none. */
    public static final ToNodes NONE = new ToNodes(List.of(), WriteCheck.Extent.SAMPLE);
  }

  /** The same with another policy. */
  public Settings of(SitePolicy other) {
    return new Settings(
        sources,
        out,
        snapshot,
        profile,
        other,
        media,
        tables,
        shardBytes,
        sink,
        delivery,
        linkTable,
        durability,
        allowErrors,
        expect,
        resume,
        breakLock,
        verifySource,
        hadoop);
  }
}
