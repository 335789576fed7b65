package org.wikimill.formats.zim;

import java.util.Optional;

/** How the content of a cluster is stored. */
public enum Compression {
  /** As it is; both 0 and 1 in the info byte. */
  NONE,
  /** Historical. */
  ZLIB,
  /** Historical. */
  BZIP2,
  /** One .xz stream; usual until 2020. */
  XZ,
  /** One zstd frame. */
  ZSTD;

  static Optional<Compression> of(int code) {
    return switch (code) {
      case 0, 1 -> Optional.of(NONE);
      case 2 -> Optional.of(ZLIB);
      case 3 -> Optional.of(BZIP2);
      case 4 -> Optional.of(XZ);
      case 5 -> Optional.of(ZSTD);
      default -> Optional.empty();
    };
  }
}
