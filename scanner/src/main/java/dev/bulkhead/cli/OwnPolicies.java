package dev.bulkhead.cli;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rego.RegoException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option with which users bring controls of their own. */
final class OwnPolicies {
  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "Directory of further controls in Rego. May be repeated.")
  private List<Path> directories = new ArrayList<>();

  List<Path> directories() {
    return directories;
  }

  /** The built-in controls and those of the directories. */
  ControlLibrary library() throws IOException {
    try {
      return ControlLibrary.load(directories);
    } catch (RegoException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
