package dev.bulkhead.config;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.PolicyDirectory;
import dev.bulkhead.model.Gap;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The controls that come with the program and what users bring beside them, in directories:
 * controls in Rego, and mappings of any control to frameworks, in files called {@code
 * frameworks.yaml}.
 */
public final class OwnControls {
  private static final Set<String> FRAMEWORKS = Set.of("frameworks.yaml", "frameworks.yml");

  private OwnControls() {}

  /** The controls, and what is wrong with the mappings. */
  public record Result(ControlLibrary library, List<Gap> problems) {}

  /**
   * Loads the built-in controls and what directories add. Where two files map a control to the same
   * requirement, the coverage of the later one holds.
   *
   * @throws IOException where a file cannot be read
   * @throws RegoException where a module does not compile, or a control's METADATA is not complete
   */
  public static Result load(List<Path> directories) throws IOException {
    ControlLibrary library = ControlLibrary.load(directories);
    Set<String> ids = library.controls().stream().map(Control::id).collect(Collectors.toSet());
    var reader = new SourceReader(Path.of(""), Limits.STANDARD);
    var problems = new ArrayList<Gap>();
    for (Path directory : directories) {
      for (Path file : PolicyDirectory.files(directory, FRAMEWORKS::contains)) {
        for (SourceReader.FileResult read : reader.read(List.of(file)).files()) {
          problems.addAll(read.gaps());
          for (Document document : read.documents()) {
            FrameworkFile.Result result = FrameworkFile.read(document, ids);
            problems.addAll(result.problems());
            library = library.mapped(result.mappings());
          }
        }
      }
    }
    return new Result(library, List.copyOf(problems));
  }
}
