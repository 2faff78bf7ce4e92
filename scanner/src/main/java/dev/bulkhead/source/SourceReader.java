package dev.bulkhead.source;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the input: finds files, recognises and parses them. What cannot be read is a gap; nothing
 * is thrown for what the input holds.
 */
public final class SourceReader {
  private final Path root;
  private final Limits limits;
  private final Progress progress;

  /**
   * @param root what the names of files are relative to
   */
  public SourceReader(Path root, Limits limits, Progress progress) {
    this.root = root;
    this.limits = limits;
    this.progress = progress;
  }

  public SourceReader(Path root, Limits limits) {
    this(root, limits, Progress.NONE);
  }

  /** What one file gave. */
  public record FileResult(@Nullable InputFile input, List<Document> documents, List<Gap> gaps) {}

  /** Everything that was read, files in the order in which they were found. */
  public record Result(List<FileResult> files, List<Gap> gaps) {}

  /** The files of the inputs, and what could not be looked into. */
  public record Found(List<FoundFile> files, List<Gap> gaps) {}

  /** Finds the files below directories, and takes files that are named. */
  public Found find(List<Path> inputs) {
    var gaps = new ArrayList<Gap>();
    List<FoundFile> files = new FileWalk(root, limits, gaps::add).files(inputs);
    return new Found(files, gaps);
  }

  /** Reads files and directories. */
  public Result read(List<Path> inputs) {
    return read(find(inputs));
  }

  /** Reads files that were found. */
  public Result read(Found found) {
    return new Result(read(found, file -> file), found.gaps());
  }

  /**
   * Reads files that were found, and keeps of each what a function makes of it.
   *
   * @param each called by several threads
   */
  public <T> List<T> read(Found found, Function<FileResult, T> each) {
    progress.begin("files", found.files().size());
    return found.files().parallelStream().map(file -> each.apply(counted(file))).toList();
  }

  /** Reads a stream, such as standard input, under a name. */
  public FileResult read(InputStream stream, String name) {
    try {
      var content = new Content(name, Path.of(name), null, "stdin", true);
      return read(content, stream);
    } catch (IOException | InvalidPathException e) {
      return failed(unreadable(name, e));
    }
  }

  private FileResult counted(FoundFile found) {
    FileResult result = file(found);
    progress.step();
    return result;
  }

  private FileResult file(FoundFile found) {
    Path file = found.path();
    String uri = Uris.of(root, file);
    try {
      if (!Files.isRegularFile(file) && Files.exists(file)) {
        return failed(new Gap("unreadable", true, uri, null, "not a regular file", null));
      }
      if (Files.size(file) > limits.fileBytes()) {
        return failed(tooLarge(uri));
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return read(new Content(uri, file, file, "file", found.named()), stream);
      }
    } catch (IOException e) {
      return failed(unreadable(uri, e));
    } catch (OutOfMemoryError e) {
      return failed(
          new Gap(
              "file-too-large",
              true,
              uri,
              null,
              "too large for the memory that there is",
              "give the program more memory, or set a lower --max-file-size"));
    }
  }

  private FileResult read(Content content, InputStream stream) throws IOException {
    int most = (int) Math.min(Integer.MAX_VALUE - 16, limits.fileBytes() + 1);
    byte[] bytes = stream.readNBytes(most);
    if (bytes.length > limits.fileBytes()) {
      return failed(tooLarge(content.uri()));
    }
    return new FileParser(limits).parse(content, bytes);
  }

  static FileResult failed(Gap gap) {
    return new FileResult(null, List.of(), List.of(gap));
  }

  private Gap tooLarge(String uri) {
    return new Gap(
        "file-too-large",
        true,
        uri,
        null,
        "larger than " + limits.fileSize(),
        "name it in .bulkheadignore if it is no configuration, or raise --max-file-size");
  }

  private static Gap unreadable(String uri, Exception e) {
    return new Gap("unreadable", true, uri, null, "cannot be read: " + FileWalk.reason(e), null);
  }
}
