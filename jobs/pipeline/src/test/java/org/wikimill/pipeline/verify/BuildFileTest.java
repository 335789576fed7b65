package org.wikimill.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wikimill.connectors.tables.Tables;

/** A name says what a file is, and no name leads out of the folder. */
class BuildFileTest {
  @Test
  void namesThatBuildsGiveAreKnown() {
    assertThat(kind("car/part-00012.car")).isEqualTo(new BuildFile.Car());
    assertThat(kind("car/tree-00000.car")).isEqualTo(new BuildFile.Car());
    assertThat(kind("car/search-00001.car")).isEqualTo(new BuildFile.Car());
    assertThat(kind("car/root.car")).isEqualTo(new BuildFile.Car());
    assertThat(kind("car/root.car.idx")).isEqualTo(new BuildFile.CarIndex("car/root.car"));
    assertThat(kind("index/dirs/snapshot=name/part-123456.parquet"))
        .isEqualTo(new BuildFile.TableFile(Tables.DIRS, 123456));
  }

  @Test
  void othersAreUnknown() {
    for (String name :
        new String[] {
          "",
          "/car/root.car",
          "../car/root.car",
          "car/../car/root.car",
          "car/part-1.car",
          "car/part-00001.car.idx.idx",
          "car/part-99999999999.car",
          "index/dirs/snapshot=other/part-00000.parquet",
          "index/dirs/snapshot=../part-00000.parquet",
          "index/pages/snapshot=name/part-00000.parquet",
          "index/dirs/snapshot=name/part-000001.parquet",
          "manifest.json",
          "car/root.car\n",
        }) {
      assertThat(kind(name)).as(name).isEqualTo(new BuildFile.Unknown());
    }
  }

  private static BuildFile kind(String name) {
    return BuildFile.of(name, "name");
  }
}
