package dev.bulkhead.render;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * The process in which Helm runs. A chart can make Helm crash, hang or eat memory; here that ends a
 * worker, and not the scan.
 */
public final class HelmWorker {
  private HelmWorker() {}

  /**
   * Renders the jobs in a directory, from one number on, until there is none.
   *
   * @param args the directory and the number
   */
  public static void main(String[] args) throws IOException {
    Path work = Path.of(args[0]);
    for (int i = Integer.parseInt(args[1]);
        Files.exists(HelmJob.file(work, i, "properties"));
        i++) {
      answer(work, i);
    }
  }

  private static void answer(Path work, int number) throws IOException {
    HelmJob job = HelmJob.read(work, number);
    String ending = "out";
    String text;
    try {
      text = render(job);
    } catch (RuntimeException | LinkageError e) {
      // an IllegalStateException is how the library hands on Helm's errors
      ending = "err";
      text = String.valueOf(e.getMessage());
    }
    Path unfinished = Files.writeString(HelmJob.file(work, number, "tmp"), text);
    Files.move(unfinished, HelmJob.file(work, number, ending), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String render(HelmJob job) {
    TemplateCommand command =
        new Helm(Path.of(job.chart())).template().withName(job.release()).skipCrds();
    if (!job.namespace().isEmpty()) {
      command.withNamespace(job.namespace());
    }
    if (!job.kubeVersion().isEmpty()) {
      command.withKubeVersion(job.kubeVersion());
    }
    job.values().lines().forEach(file -> command.withValuesFile(Path.of(file)));
    // a chart that makes nothing gives nothing
    return Objects.requireNonNullElse(command.call(), "");
  }
}
