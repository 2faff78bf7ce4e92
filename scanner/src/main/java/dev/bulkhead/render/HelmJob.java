package dev.bulkhead.render;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * One chart to render, as the parent process asks for it and the worker reads it: {@code
 * N.properties}, answered by {@code N.out} or {@code N.err} in the same directory.
 *
 * @param values files of values, one a line; the namespace and the version may be empty
 */
record HelmJob(String chart, String release, String namespace, String kubeVersion, String values) {

  static Path file(Path work, int number, String ending) {
    return work.resolve(number + "." + ending);
  }

  void write(Path work, int number) throws IOException {
    var properties = new Properties();
    properties.setProperty("chart", chart);
    properties.setProperty("release", release);
    properties.setProperty("namespace", namespace);
    properties.setProperty("kubeVersion", kubeVersion);
    properties.setProperty("values", values);
    try (Writer out = Files.newBufferedWriter(file(work, number, "properties"))) {
      properties.store(out, null);
    }
  }

  static HelmJob read(Path work, int number) throws IOException {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(file(work, number, "properties"))) {
      properties.load(in);
    }
    return new HelmJob(
        properties.getProperty("chart", ""),
        properties.getProperty("release", ""),
        properties.getProperty("namespace", ""),
        properties.getProperty("kubeVersion", ""),
        properties.getProperty("values", ""));
  }
}
