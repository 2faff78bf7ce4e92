package dev.bulkhead.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * @param kubeVersion that charts see; null for {@link #KUBERNETES}
 */
public record RenderOptions(
    List<Path> values,
    List<String> set,
    List<String> setString,
    List<String> setFile,
    String releaseName,
    @Nullable String namespace,
    @Nullable String kubeVersion) {

  /** The version of Kubernetes that charts see where none is said. */
  static final String KUBERNETES = "1.35.0";

  /** What a platform file may declare: {@code 1.33}, {@code v1.33.2}. */
  private static final Pattern VERSION = Pattern.compile("v?1\\.[0-9]{1,3}(\\.[0-9]{1,3})?");

  public static final RenderOptions DEFAULTS =
      new RenderOptions(List.of(), List.of(), List.of(), List.of(), "", null, null);

  /**
   * The same for the version of the cluster that the platform file declares, unless one was asked
   * for.
   */
  public RenderOptions forCluster(@Nullable String declared) {
    if (kubeVersion != null || declared == null || !VERSION.matcher(declared).matches()) {
      return this;
    }
    boolean patch = declared.indexOf('.') < declared.lastIndexOf('.');
    String version = patch ? declared : declared + ".0";
    return new RenderOptions(values, set, setString, setFile, releaseName, namespace, version);
  }

  /** The namespace of the release. */
  String releaseNamespace() {
    return namespace == null ? "default" : namespace;
  }

  /** How reports name the release; policies know by it that nobody chose the default namespace. */
  String described(String chart) {
    return "chart "
        + chart
        + ", release "
        + release()
        + (namespace == null ? " without --namespace" : " in " + namespace);
  }

  /** The version of Kubernetes that charts see. */
  String kubernetes() {
    return kubeVersion == null ? KUBERNETES : kubeVersion;
  }

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
