package dev.bulkhead.bench;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.syntax.Module;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the control library ready to be asked, once, in a JVM that has done nothing before; the
 * program that {@link CompileCosts} starts over and over.
 */
public final class LibraryCompile {
  /** What the library is made of, and how far. */
  enum Way {
    /** Sources are parsed and every rule is checked, as {@code policy check} does. */
    CHECKED,
    /** Sources are parsed; rules are checked and planned when they are asked for. */
    TRUSTED,
    /** The syntax trees that the program carries, as a scan does. */
    IMAGE
  }

  private LibraryCompile() {}

  /**
   * Prints what it took: nanoseconds by the clock, and of processor time.
   *
   * @param args the way, and the directory of the policies
   */
  public static void main(String[] args) throws IOException {
    Map<String, String> sources = sources(Path.of(args[1]));
    var machine =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = machine.getProcessCpuTime();
    long start = System.nanoTime();
    make(Way.valueOf(args[0]), sources);
    long end = System.nanoTime();
    System.out.println((end - start) + " " + (machine.getProcessCpuTime() - cpu));
  }

  private static Map<String, String> sources(Path directory) throws IOException {
    var out = new TreeMap<String, String>();
    for (String part : List.of("controls", "lib")) {
      try (Stream<Path> files = Files.walk(directory.resolve(part))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".rego")).toList()) {
          out.put(directory.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return out;
  }

  private static void make(Way way, Map<String, String> sources) throws IOException {
    if (way == Way.IMAGE) {
      ControlLibrary.load(List.of());
      return;
    }
    Rego.Compiler compiler = Rego.compiler().grant(Capability.CLOCK);
    if (way == Way.TRUSTED) {
      compiler.trusted();
    }
    for (Module module : Rego.parse(sources)) {
      compiler.module(module);
    }
    ask(compiler.compile());
  }

  private static void ask(CompiledPolicy policy) {
    policy.prepare("data.bulkhead.controls.iso_03.violation").value(null, DataSet.EMPTY);
  }
}
