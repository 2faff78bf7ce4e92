package dev.bulkhead.cli;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.bundle.BundleException;
import dev.bulkhead.rego.bundle.Limits;
import dev.bulkhead.rego.bundle.Sources;
import dev.bulkhead.rego.bundle.Verification;
import dev.bulkhead.rego.bundle.VerificationKey;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.rego.value.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the policy commands are given. */
final class PolicySources {
  /** What policies may use of the machine: nothing that reaches outside. */
  static final Capability[] GRANTED = {Capability.CLOCK, Capability.RANDOM, Capability.RUNTIME};

  /** Before the names of Bulkhead's own modules, which are no files. */
  private static final String HELPERS = "bulkhead:";

  private PolicySources() {}

  /** Adds Bulkhead's own helpers where a policy imports one and none was given. */
  private static Sources withHelpers(Sources sources) throws IOException {
    boolean wanted =
        sources.modules().stream()
            .flatMap(m -> m.imports().stream())
            .anyMatch(i -> startsWith(i.path(), List.of("data", "bulkhead", "lib")));
    boolean given =
        sources.modules().stream()
            .anyMatch(m -> startsWith(m.packagePath(), List.of("bulkhead", "lib")));
    if (!wanted || given) {
      return sources;
    }
    var modules = new ArrayList<>(sources.modules());
    ControlLibrary.helpers()
        .forEach((file, text) -> modules.add(Parser.parseModule(HELPERS + file, text)));
    return new Sources(modules, sources.data());
  }

  private static boolean startsWith(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  /** The modules that the user gave. */
  static List<Module> own(Sources sources) {
    return sources.modules().stream().filter(m -> !m.file().startsWith(HELPERS)).toList();
  }

  /**
   * @param key a file with the key that bundles must be signed with; null where they need not be
   * @throws InputException where something cannot be read
   */
  static Sources read(List<Path> data, List<Path> bundles, @Nullable Path key, String algorithm) {
    try {
      Sources plain = Sources.read(data, Limits.STANDARD);
      return withHelpers(
          bundles.isEmpty()
              ? plain
              : plain.and(Sources.bundles(bundles, Limits.STANDARD, verification(key, algorithm))));
    } catch (NoSuchFileException e) {
      throw new InputException("no such file or directory: " + e.getMessage());
    } catch (BundleException e) {
      throw new InputException(e.getMessage());
    } catch (IOException e) {
      throw new InputException("cannot read " + e.getMessage());
    }
  }

  static Sources read(List<Path> data) {
    return read(data, List.of(), null, "");
  }

  private static @Nullable Verification verification(@Nullable Path key, String algorithm)
      throws IOException {
    return key == null
        ? null
        : Verification.with(VerificationKey.of(algorithm, Files.readString(key)));
  }

  /** A JSON or YAML document. */
  static Value document(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return document(file.toString(), in);
    } catch (NoSuchFileException e) {
      throw new InputException("no such file: " + file);
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e.getMessage());
    }
  }

  static Value document(String name, InputStream in) throws IOException {
    byte[] content = in.readAllBytes();
    try {
      return JsonReader.read(content);
    } catch (IOException json) {
      if (name.endsWith(".json")) {
        throw new InputException(
            name + ": " + String.valueOf(json.getMessage()).lines().findFirst().orElse(""));
      }
    }
    try {
      return YamlReader.read(new String(content, StandardCharsets.UTF_8));
    } catch (YamlReader.YamlException e) {
      throw new InputException(name + ": " + e.getMessage());
    }
  }
}
