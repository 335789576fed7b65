package org.wikimill.pipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.joined.JoinedTables;
import org.wikimill.pipeline.testing.Documents;

class TablesDocumentTest {
  private static final Map<PrimitiveTypeName, String> TYPES =
      Map.of(
          PrimitiveTypeName.BINARY, "text",
          PrimitiveTypeName.INT64, "bigint",
          PrimitiveTypeName.BOOLEAN, "boolean");

  @Test
  void everyTableIsDocumentedWithItsColumnsTheirTypesAndNulls() throws IOException {
    List<Table<?>> tables = new ArrayList<>(Tables.all());
    tables.addAll(JoinedTables.all());
    Map<String, Map<String, String>> documented = Documents.tables();

    assertThat(documented).containsOnlyKeys(tables.stream().map(Table::name).toList());
    for (Table<?> table : tables) {
      assertThat(List.copyOf(documented.get(table.name()).entrySet()))
          .as(table.name())
          .isEqualTo(List.copyOf(columns(table).entrySet()));
    }
  }

  @Test
  void everyBloomFilterIsDocumented() throws IOException {
    List<Table<?>> tables = new ArrayList<>(Tables.all());
    tables.addAll(JoinedTables.all());
    for (Documents.Section section : Documents.sections("tables.md")) {
      for (Table<?> table : tables) {
        if (section.heading().startsWith(table.name() + ":")) {
          for (String column : table.schema().getFields().stream().map(Type::getName).toList()) {
            assertThat(section.text().contains("Bloom filter on `" + column + "`"))
                .as(table.name() + "." + column)
                .isEqualTo(table.lookups().contains(column));
          }
        }
      }
    }
  }

  private static Map<String, String> columns(Table<?> table) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Type column : table.schema().getFields()) {
      String type = TYPES.get(column.asPrimitiveType().getPrimitiveTypeName());
      boolean optional = column.isRepetition(Repetition.OPTIONAL);
      columns.put(column.getName(), optional ? type + ", null" : type);
    }
    return columns;
  }
}
