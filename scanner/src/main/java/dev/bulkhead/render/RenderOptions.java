package dev.bulkhead.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How charts are rendered; each component is the option of {@code helm template} that has its name.
 *
 * @param values files of values, later ones over earlier ones
 * @param set {@code key=value}, typed as Helm types them
 * @param setString {@code key=value}, as strings
 * @param setFile {@code key=path}, the values are the files' texts
 * @param releaseName empty for Helm's own default
 * @param namespace of the release; null for Helm's own default
 * @param kubeVersion that charts see; null for Helm's own default
 */
public record RenderOptions(
    List<Path> values,
    List<String> set,
    List<String> setString,
    List<String> setFile,
    String releaseName,
    @Nullable String namespace,
    @Nullable String kubeVersion) {

  public static final RenderOptions DEFAULTS =
      new RenderOptions(List.of(), List.of(), List.of(), List.of(), "", null, null);

  /** The name of the release. */
  String release() {
    return releaseName.isEmpty() ? "release-name" : releaseName;
  }

  /** What is wrong with the values that are set, before anything is rendered. */
  public Optional<String> problem() {
    try {
      SetValues.json(this);
      return Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
