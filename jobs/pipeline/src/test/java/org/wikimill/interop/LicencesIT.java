package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Whose classes the application's jar holds, and that their licences travel with them. */
class LicencesIT {
  private static final String APACHE = "META-INF/LICENSE";

  /** Licences by the beginnings of the names of classes. */
  private static final Map<String, String> LICENCES =
      Map.of(
          "org/wikimill/", APACHE,
          "org/eclipse/jetty/", APACHE,
          "picocli/", APACHE,
          "com/github/difflib/", APACHE,
          "org/jsoup/", "META-INF/jsoup/LICENSE",
          "org/luaj/", "META-INF/licenses/luaj.txt",
          "lua", "META-INF/licenses/luaj.txt",
          "org/jline/", "META-INF/licenses/jline.txt",
          "org/xbill/DNS/", "META-INF/licenses/dnsjava.txt",
          "me/tongfei/progressbar/", "META-INF/licenses/progressbar.txt");

  @Test
  void everyLibraryInTheApplicationComesWithItsLicence() throws IOException {
    try (JarFile jar = new JarFile(Wikimill.application().toFile())) {
      List<String> unlicensed =
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
              .filter(name -> LICENCES.keySet().stream().noneMatch(name::startsWith))
              .toList();
      assertThat(unlicensed).isEmpty();
      for (String licence : LICENCES.values()) {
        assertThat(text(jar, licence)).as(licence).containsAnyOf("Copyright (c)", "Apache License");
      }
    }
  }

  @Test
  void theScriptsOfReportsComeWithTheirLicences() throws IOException {
    try (JarFile jar = new JarFile(Wikimill.application().toFile())) {
      for (String library : List.of("d3", "plot")) {
        String licence = "org/wikimill/pipeline/report/" + library + "/LICENSE";
        assertThat(text(jar, licence)).contains("Copyright", "Permission to use, copy");
      }
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
