package dev.bulkhead.normalize;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Source;
import dev.bulkhead.normalize.files.BackupTools;
import dev.bulkhead.normalize.files.Certificates;
import dev.bulkhead.normalize.files.ConfigFiles;
import dev.bulkhead.normalize.files.Configurations;
import dev.bulkhead.normalize.files.Consoles;
import dev.bulkhead.normalize.files.CredentialScan;
import dev.bulkhead.normalize.files.DatabaseRoles;
import dev.bulkhead.normalize.files.Dockerfiles;
import dev.bulkhead.normalize.kubernetes.KubernetesObjects;
import dev.bulkhead.normalize.servers.Containers;
import dev.bulkhead.normalize.servers.OperatorResources;
import dev.bulkhead.normalize.traefik.ChartValues;
import dev.bulkhead.normalize.traefik.TraefikFiles;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns documents into entities, each by what it is. One document that goes wrong does not stop the
 * others.
 */
public final class Normalizers {
  private final KubernetesObjects kubernetes;
  private final CredentialScan credentials;

  public Normalizers(Digest digest) {
    this.kubernetes = new KubernetesObjects(digest);
    this.credentials = new CredentialScan(digest);
  }

  /**
   * What one document gave.
   *
   * @param embedded texts in it that were read as documents of their own, by where they stand
   */
  public record Result(List<Entity> entities, List<Gap> gaps, Map<String, Node> embedded) {}

  public Result normalize(Document document) {
    var entities = new ArrayList<Entity>();
    var gaps = new ArrayList<Gap>();
    var embedded = new LinkedHashMap<String, Node>();
    Sink sink =
        new Sink() {
          @Override
          public void add(Entity entity) {
            entities.add(entity);
          }

          @Override
          public void gap(Gap gap) {
            if (!gaps.contains(gap)) {
              gaps.add(gap);
            }
          }
        };
    try {
      dispatch(document, document.root(), "", sink, embedded);
    } catch (RuntimeException e) {
      gaps.add(
          new Gap(
              "normalizer-failed",
              true,
              document.file().uri(),
              document.root().span(),
              "the document could not be understood (" + e.getClass().getSimpleName() + ")",
              "please report this as a defect"));
    }
    return new Result(entities, gaps, embedded);
  }

  private void dispatch(
      Document document, Node root, String pointer, Sink sink, Map<String, Node> embedded) {
    if (root instanceof Node.Sequence && structured(document)) {
      BackupTools.stanzas(list(document, root, pointer), sink);
    }
    if (!(root instanceof Node.Mapping mapping)) {
      return;
    }
    if (isOwnReport(mapping)) {
      return;
    }
    String apiVersion = text(mapping, "apiVersion");
    String kindName = text(mapping, "kind");
    boolean object = !apiVersion.isEmpty() && !kindName.isEmpty() && structured(document);
    if (object
        && kindName.endsWith("List")
        && mapping.get("items") instanceof Node.Sequence items) {
      for (int i = 0; i < items.items().size(); i++) {
        dispatch(document, items.items().get(i), pointer + "/items/" + i, sink, embedded);
      }
      return;
    }
    var source =
        new Source(
            document.file().uri(),
            document.index(),
            pointer,
            root.span(),
            document.collector(),
            document.via());
    var tree = new Tree(root, "", document.file().uri(), sink);
    String resourceKind =
        object ? kindName : document.format().name().toLowerCase(java.util.Locale.ROOT);
    var kind = new Kind(document, tree, object ? apiVersion : "", resourceKind, source);
    if (object) {
      kubernetes.normalize(kind, sink);
      OperatorResources.normalize(kind, sink);
      Containers.normalize(kind, sink);
      Consoles.configMap(kind, sink);
      Certificates.secret(kind, sink);
      new EmbeddedDocuments(kind, sink, embedded).read(Normalizers::file);
    } else {
      file(kind, sink);
    }
    credentials.scan(kind, sink);
  }

  private static Kind list(Document document, Node root, String pointer) {
    String uri = document.file().uri();
    var source =
        new Source(
            uri, document.index(), pointer, root.span(), document.collector(), document.via());
    return new Kind(document, new Tree(root, "", uri, new Quiet()), "", "json", source);
  }

  /** Reports and baselines that lie in the scanned tree are no input. */
  private static boolean isOwnReport(Node.Mapping mapping) {
    return (mapping.get("tool") instanceof Node.Mapping tool && tool.get("policyDigest") != null)
        || text(mapping, "$schema").endsWith("sarif-2.1.0.json");
  }

  private static boolean structured(Document document) {
    return switch (document.format()) {
      case YAML, JSON -> true;
      default -> false;
    };
  }

  private static String text(Node.Mapping mapping, String key) {
    return mapping.get(key) instanceof Node.Scalar s ? s.text() : "";
  }

  private static void file(Kind kind, Sink sink) {
    switch (kind.document().format()) {
      case DOCKERFILE -> Dockerfiles.normalize(kind, sink);
      case INI -> ConfigFiles.ini(kind, sink);
      case POSTGRESQL_CONF -> ConfigFiles.postgresql(kind, sink);
      case PG_HBA -> ConfigFiles.pgHba(kind, sink);
      case PG_IDENT -> ConfigFiles.pgIdent(kind, sink);
      case REDIS_CONF, REDIS_ACL -> ConfigFiles.redis(kind, sink);
      case SQL_ROLES -> DatabaseRoles.sql(kind, sink);
      case YAML, JSON, TOML -> structured(kind, sink);
      case PEM -> Certificates.pem(kind, sink);
      case DOTENV, TEXT -> {}
    }
  }

  private static void structured(Kind kind, Sink sink) {
    Tree quiet = new Tree(kind.tree().node(), "", kind.source().uri(), new Quiet());
    if (TraefikFiles.isStatic(quiet)) {
      TraefikFiles.staticConfiguration(kind, sink);
    } else if (TraefikFiles.isDynamic(quiet)) {
      TraefikFiles.dynamicConfiguration(kind, sink);
    } else if (ChartValues.isValues(quiet) && !isOfAChart(kind)) {
      ChartValues.normalize(kind, !isOverlay(kind), sink);
    } else if (OperatorResources.isPatroni(quiet)) {
      OperatorResources.patroni(kind, sink);
    } else {
      Configurations.normalize(kind, sink);
    }
  }

  /** The values of a chart in the input are judged in what the chart renders to. */
  private static boolean isOfAChart(Kind kind) {
    return isBeside(kind, "Chart.yaml");
  }

  /**
   * Whether a values file goes on top of another ({@code values-production.yaml} beside {@code
   * values.yaml}): what it does not say, the other may, and not the chart.
   */
  private static boolean isOverlay(Kind kind) {
    return isBeside(kind, "values.yaml") || isBeside(kind, "values.yml");
  }

  private static boolean isBeside(Kind kind, String name) {
    Path file = kind.document().file().path();
    return file != null && !file.endsWith(name) && Files.isRegularFile(file.resolveSibling(name));
  }

  /** For looking at documents that may be anything: a wrong type is then no news. */
  private static final class Quiet implements Sink {
    @Override
    public void add(Entity entity) {
      throw new IllegalStateException("only looking");
    }

    @Override
    public void gap(Gap gap) {
      // What a document is not is no gap.
    }
  }
}
