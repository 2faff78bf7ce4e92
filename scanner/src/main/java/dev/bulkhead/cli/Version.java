package dev.bulkhead.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as the build wrote it down. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"bulkhead " + number(), "Java " + Runtime.version()};
  }

  static String number() {
    var properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/bulkhead/build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
  }
}
