package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.build.BuildException;

/** Files and folders that commands write where their user says. */
final class NewFiles {
  private NewFiles() {}

  /**
   * Begins a CAR.
   *
   * @param car a path or URI
   * @throws BuildException if there is a file of that name
   */
  static NewFile car(String car, HadoopSettings hadoop) throws IOException, BuildException {
    int slash = car.lastIndexOf('/');
    String name = car.substring(slash + 1);
    Store folder =
        Stores.at(slash < 0 ? "." : car.substring(0, slash + 1), Durability.CACHED, hadoop);
    if (name.isEmpty() || folder.exists(name)) {
      throw new BuildException(SETTINGS, "--car " + car + ": exists; choose another name");
    }
    return folder.create(name);
  }

  /**
   * The folder of {@code --out}.
   *
   * @throws BuildException if there is something in it
   */
  static Store emptyFolder(String out, Durability durability, HadoopSettings hadoop)
      throws IOException, BuildException {
    Store store = Stores.at(out, durability, hadoop);
    if (!store.list("").isEmpty()) {
      throw new BuildException(SETTINGS, store.location() + " is not empty: choose another --out");
    }
    return store;
  }
}
