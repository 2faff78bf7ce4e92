package dev.bulkhead.rules;

import dev.bulkhead.evaluate.ControlResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What findings are known by between two scans, and from one version of a control to the next:
 * their fingerprints, which baselines, waivers and SARIF's {@code partialFingerprints} hold. Of
 * each case that has findings, one digest over the fingerprint and the path of each stands in
 * {@code fingerprints.txt} beside the cases. Where one changes, every user's baseline does.
 */
final class Fingerprints {
  private final Path path;
  private final TreeMap<String, Map<String, String>> byControl = new TreeMap<>();

  private Fingerprints(Path path) {
    this.path = path;
  }

  /** Those of the controls whose cases stand beside these. */
  static Fingerprints beside(CaseFile file) throws IOException {
    var out = new Fingerprints(file.path().resolveSibling("fingerprints.txt"));
    if (Files.exists(out.path)) {
      for (String line : Files.readAllLines(out.path)) {
        String[] parts = line.split(" ", 3);
        out.of(parts[0]).put(parts[2], parts[1]);
      }
    }
    return out;
  }

  /** Of a control: digests by the names of cases. */
  Map<String, String> of(String control) {
    return byControl.computeIfAbsent(control, c -> new LinkedHashMap<>());
  }

  void rewrite(String control, Map<String, String> digests) throws IOException {
    byControl.put(control, digests);
    var lines = new StringBuilder();
    byControl.forEach((id, cases) ->
        cases.forEach((name, digest) -> lines.append("%s %s %s%n".formatted(id, digest, name))));
    Files.writeString(path, lines);
  }

  /** The digest over the findings of one case; empty where there are none. */
  static String digest(ControlResult result) {
    String all =
        result.findings().stream()
            .map(f -> f.fingerprint() + " " + f.path())
            .sorted()
            .collect(Collectors.joining("\n"));
    return all.isEmpty() ? "" : sha256(all).substring(0, 16);
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digests of a control's cases, as they would be written. */
  static Map<String, String> written(List<CaseFile.Case> cases, List<CaseScan.Result> results) {
    var out = new LinkedHashMap<String, String>();
    for (int i = 0; i < cases.size(); i++) {
      if (!results.get(i).fingerprints().isEmpty()) {
        out.put(cases.get(i).name(), results.get(i).fingerprints());
      }
    }
    return out;
  }
}
