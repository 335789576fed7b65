package org.wikimill.pipeline.rebuild;

import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.pipeline.joined.TableFiles;

/**
 * What a build is made of once more: all that its manifest does not hold.
 *
 * @param sources the archives or dumps, in any order
 * @param tables what joined tables are made of
 * @param media a folder of original files that join the build
 * @param out the folder of the new build
 * @param durability whether its files are forced to the medium
 * @param resume whether an unfinished build there is gone on with
 * @param hadoop how to reach file systems
 */
public record RebuildSettings(
    List<String> sources,
    TableFiles tables,
    Optional<String> media,
    String out,
    Durability durability,
    boolean resume,
    HadoopSettings hadoop) {}
