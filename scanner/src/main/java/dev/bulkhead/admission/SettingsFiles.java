package dev.bulkhead.admission;

import dev.bulkhead.config.OwnControls;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.WaiverFile;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Span;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where the door's settings lie.
 *
 * @param platform {@code bulkhead.yaml}; null where the platform is inferred
 * @param waivers {@code waivers.yaml}; null for that beside the platform file, if there is one
 * @param rules {@code admission.yaml}; null for that beside the platform file, if there is one
 * @param policies directories of further controls and mappings to frameworks
 */
public record SettingsFiles(
    @Nullable Path platform, @Nullable Path waivers, @Nullable Path rules, List<Path> policies) {

  /**
   * Reads them all, or fails as a whole.
   *
   * @param today the day by which waivers expire
   * @throws SettingsException with every mistake of the first file that has one
   */
  public Settings read(LocalDate today) throws SettingsException {
    var digests = new StringJoiner(" ");
    return new Settings(
        library(),
        readPlatform(digests),
        readWaivers(today, digests),
        readRules(digests),
        digest(digests.toString()));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private ControlLibrary library() throws SettingsException {
    try {
      OwnControls.Result result = OwnControls.load(policies);
      refuse(result.problems());
      return result.library();
    } catch (IOException e) {
      throw new SettingsException("cannot read the policies: " + e.getMessage());
    } catch (RegoException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Platform readPlatform(StringJoiner digests) throws SettingsException {
    if (platform == null) {
      return null;
    }
    PlatformFile.Result result = PlatformFile.read(document(platform, digests));
    refuse(result.problems());
    return result.platform();
  }

  private List<Waiver> readWaivers(LocalDate today, StringJoiner digests) throws SettingsException {
    Path file = waivers == null ? beside("waivers.yaml") : waivers;
    if (file == null) {
      return List.of();
    }
    WaiverFile.Result result = WaiverFile.read(document(file, digests), today);
    refuse(result.problems());
    return result.waivers();
  }

  private DoorRules readRules(StringJoiner digests) throws SettingsException {
    Path file = rules == null ? beside("admission.yaml") : rules;
    if (file == null) {
      return DoorRules.STANDARD;
    }
    AdmissionFile.Result result = AdmissionFile.read(document(file, digests));
    refuse(result.problems());
    return result.rules();
  }

  private @Nullable Path beside(String name) {
    Path file = platform == null ? null : platform.resolveSibling(name);
    return file != null && Files.isRegularFile(file) ? file : null;
  }

  private static Document document(Path file, StringJoiner digests) throws SettingsException {
    if (!Files.isRegularFile(file)) {
      throw new SettingsException("no such file: " + file);
    }
    Path directory = file.toAbsolutePath().getParent();
    SourceReader.Result read =
        new SourceReader(directory == null ? file : directory, Limits.STANDARD).read(List.of(file));
    refuse(read.files().stream().flatMap(f -> f.gaps().stream()).toList());
    Document document =
        read.files().stream()
            .flatMap(f -> f.documents().stream())
            .findFirst()
            .orElseThrow(() -> new SettingsException(file + " is empty"));
    digests.add(document.file().digest());
    return document;
  }

  private static void refuse(List<Gap> problems) throws SettingsException {
    if (!problems.isEmpty()) {
      throw new SettingsException(
          String.join("\n  ", problems.stream().map(SettingsFiles::line).toList()));
    }
  }

  private static String line(Gap gap) {
    Span span = gap.span();
    return gap.uri()
        + (span == null ? "" : ":" + span.startLine() + ":" + span.startColumn())
        + ": "
        + gap.message()
        + (gap.hint() == null ? "" : " (" + gap.hint() + ")");
  }
}
