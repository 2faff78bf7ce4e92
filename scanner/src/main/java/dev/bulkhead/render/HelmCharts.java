package dev.bulkhead.render;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.source.SourceReader.FileResult;
import dev.bulkhead.source.Uris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Renders charts as {@code helm template} does, and places what they make in their templates. */
final class HelmCharts {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path root;
  private final RenderOptions options;
  private final List<Gap> gaps = new ArrayList<>();

  /** Charts that are to be rendered once more, with what was wrong the first time. */
  private final Map<Staged, HelmErrors> again = new LinkedHashMap<>();

  /**
   * @param root what the names of files are relative to
   */
  HelmCharts(Path root, RenderOptions options) {
    this.root = root;
    this.options = options;
  }

  /** A chart that was copied for rendering. */
  private record Staged(Path chart, ChartFile file, Path target, ChartStage stage) {
    /**
     * Values that the chart is tested with: the first of {@code ci/*-values.yaml}, which
     * chart-testing installs it with (chart-testing, ct install); null where there are none.
     */
    @Nullable Path example() {
      Path folder = target.resolve("ci");
      if (!Files.isDirectory(folder)) {
        return null;
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(f -> String.valueOf(f.getFileName()).endsWith("-values.yaml"))
            .sorted()
            .findFirst()
            .orElse(null);
      } catch (IOException | UncheckedIOException e) {
        return null;
      }
    }
  }

  /** What the charts make, and what of them could not be made. */
  FileResults render(List<Path> charts) {
    var results = new FileResults(root);
    try (WorkDirectory work = WorkDirectory.create()) {
      List<Staged> staged = withoutParts(stage(charts, work));
      if (!staged.isEmpty()) {
        List<HelmProcess.Answer> answers = run(staged, work);
        for (int i = 0; i < staged.size(); i++) {
          answer(staged.get(i), answers.get(i), results);
        }
        examples(work, results);
      }
    } catch (IOException | UncheckedIOException | LinkageError e) {
      charts.forEach(c -> notRendered(c, "the charts could not be rendered: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      charts.forEach(c -> notRendered(c, "rendering was interrupted"));
    }
    gaps.forEach(results::add);
    return results;
  }

  private List<Staged> stage(List<Path> charts, WorkDirectory work) throws IOException {
    var out = new ArrayList<Staged>();
    Path base = root.toRealPath();
    for (Path chart : charts) {
      Path tree = chart.toRealPath().startsWith(base) ? base : chart.toRealPath();
      Path target = work.directory("charts").resolve(String.valueOf(out.size()));
      var stage = new ChartStage(tree, options);
      try {
        ChartFile file = ChartFile.read(chart);
        // reading the file as one of the others reports what is wrong with it
        if (file != null && !file.library()) {
          stage.copy(chart, file, target);
          out.add(new Staged(chart, file, target, stage));
        }
      } catch (IOException e) {
        notRendered(chart, "the chart could not be copied: " + e.getMessage());
      }
    }
    return out;
  }

  /** A chart that another one takes in by {@code file://} is rendered as part of that. */
  private static List<Staged> withoutParts(List<Staged> charts) {
    Set<Path> parts = new HashSet<>();
    for (Staged chart : charts) {
      chart.stage().origins().stream().filter(o -> !o.equals(chart.chart())).forEach(parts::add);
    }
    return charts.stream().filter(c -> !parts.contains(c.chart())).toList();
  }

  /** Charts that their own values do not render, once more with those that they are tested with. */
  private void examples(WorkDirectory work, FileResults results)
      throws IOException, InterruptedException {
    if (again.isEmpty()) {
      return;
    }
    List<HelmProcess.Answer> answers = run(List.copyOf(again.keySet()), work);
    int i = 0;
    for (Map.Entry<Staged, HelmErrors> chart : again.entrySet()) {
      HelmProcess.Answer answer = answers.get(i++);
      if (answer.manifest() == null) {
        failed(chart.getKey(), chart.getValue());
      } else {
        Path example = chart.getKey().example();
        gaps.add(
            new Gap(
                "helm-example-values",
                false,
                uri(chart.getKey().chart().resolve(ChartFile.NAME)),
                null,
                "the chart "
                    + uri(chart.getKey().chart())
                    + " does not render with its own values; judged with those of "
                    + (example == null
                        ? ""
                        : uri(chart.getKey().chart().resolve("ci").resolve(example.getFileName()))),
                "give it the values that it is installed with: --values"));
        read(chart.getKey(), answer.manifest(), results);
      }
    }
  }

  private List<HelmProcess.Answer> run(List<Staged> charts, WorkDirectory work)
      throws IOException, InterruptedException {
    var given = new ArrayList<String>();
    options.values().forEach(v -> given.add(v.toAbsolutePath().toString()));
    String set = SetValues.json(options);
    if (!set.isEmpty()) {
      given.add(work.write("set.json", List.of(set)).toString());
    }
    var jobs = new ArrayList<HelmJob>();
    for (Staged chart : charts) {
      var values = new ArrayList<String>();
      Path example = again.containsKey(chart) ? chart.example() : null;
      if (example != null) {
        values.add(example.toString());
      }
      values.addAll(given);
      jobs.add(
          new HelmJob(
              chart.target().toString(),
              options.release(),
              options.releaseNamespace(),
              options.kubernetes(),
              String.join("\n", values)));
    }
    Path jobsPlace = work.directory(again.isEmpty() ? "jobs" : "again");
    return new HelmProcess(jobsPlace, PATIENCE).run(jobs);
  }

  private void answer(Staged chart, HelmProcess.Answer answer, FileResults results)
      throws IOException {
    chart.stage().missing().forEach(this::missing);
    for (Path schema : chart.stage().withoutSchema()) {
      gaps.add(
          new Gap(
              "helm-schema-skipped",
              false,
              uri(schema),
              null,
              "the schema refers to other documents, which are not fetched; the values were not checked",
              null));
    }
    String manifest = answer.manifest();
    if (manifest != null) {
      read(chart, manifest, results);
    } else if (!answer.byHelm()) {
      notRendered(chart.chart(), "the chart was not rendered: " + answer.problem());
    } else if (chart.stage().missing().isEmpty()) {
      HelmErrors error = HelmErrors.parse(answer.problem());
      if (chart.example() == null) {
        failed(chart, error);
      } else {
        again.put(chart, error);
      }
    }
  }

  private void read(Staged chart, String manifest, FileResults results) throws IOException {
    String via = options.described(uri(chart.chart()));
    new RenderedChart(chart.target(), chart.stage(), via, options.releaseNamespace())
        .read(StagedText.restored(manifest), results);
  }

  private void missing(ChartStage.Missing missing) {
    String repository = missing.dependency().repository();
    gaps.add(
        new Gap(
            "helm-dependency-missing",
            true,
            uri(missing.chart().resolve(missing.file().dependencyFile())),
            missing.dependency().span(),
            "the chart "
                + missing.dependency().name()
                + (repository.isEmpty() ? "" : " of " + repository)
                + " is not in charts/; what it makes was not evaluated",
            "run helm dependency build " + uri(missing.chart()) + " and scan again"));
  }

  private void failed(Staged chart, HelmErrors error) {
    Path template =
        error.template().isEmpty()
            ? null
            : chart.stage().template(chart.target(), error.template());
    Path origin = template == null ? null : chart.stage().origin(template);
    gap(
        "helm-render",
        origin == null ? chart.chart().resolve(ChartFile.NAME) : origin,
        origin == null ? null : error.span(),
        "the chart " + uri(chart.chart()) + " does not render: " + error.message(),
        "give it the values that it needs with --values or --set");
  }

  private void notRendered(Path chart, String message) {
    Path file = chart.resolve(ChartFile.NAME);
    gap(
        "helm-not-rendered",
        Files.exists(file) ? file : chart,
        null,
        message,
        "run helm template and scan what it prints");
  }

  private void gap(String code, Path file, @Nullable Span span, String message, String hint) {
    gaps.add(new Gap(code, true, uri(file), span, message, hint));
  }

  private String uri(Path path) {
    return Uris.of(root, path);
  }
}
