package dev.bulkhead.cli;

import dev.bulkhead.config.OwnControls;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rego.RegoException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option with which users bring controls of their own. */
final class OwnPolicies {
  static final String DESCRIPTION =
      "Directory of further controls in Rego, and of frameworks.yaml, which maps controls to"
          + " frameworks. May be repeated.";

  @Option(names = "--policies", paramLabel = "DIR", description = DESCRIPTION)
  private List<Path> directories = new ArrayList<>();

  List<Path> directories() {
    return directories;
  }

  /** The built-in controls and those of the directories. */
  ControlLibrary library() {
    return library(directories);
  }

  /**
   * The built-in controls and those of directories.
   *
   * @throws InputException with everything that is wrong with what the directories hold
   */
  static ControlLibrary library(List<Path> directories) {
    try {
      OwnControls.Result result = OwnControls.load(directories);
      Input.refuse(result.problems());
      return result.library();
    } catch (NoSuchFileException e) {
      throw new InputException("no such directory of policies: " + e.getMessage());
    } catch (IOException e) {
      throw new InputException("cannot read the policies: " + e.getMessage());
    } catch (RegoException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
