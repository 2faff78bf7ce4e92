package dev.bulkhead.webhook;

import dev.bulkhead.admission.Door;
import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.admission.SettingsFiles;
import dev.bulkhead.admission.Webhook;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotException;
import dev.bulkhead.snapshot.SnapshotReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;

/** {@code bulkhead serve}: puts the parts together, and takes them apart when it is told to stop. */
public final class Service implements Webhook {

  @Override
  public void serve(Options options, Log log)
      throws IOException, SettingsException, InterruptedException {
    var standardOutput = new FileOutputStream(FileDescriptor.out);
    Running running = Running.start(options, log, standardOutput);
    log.line(
        "bulkhead: serving reviews on port "
            + running.port()
            + ", health and metrics on port "
            + running.healthPort());
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              log.line("bulkhead: stopping");
              running.stop(options.listening().drain());
              log.line("bulkhead: stopped");
              stopped.countDown();
            }));
    stopped.await();
  }

  static Policy policy(Settings settings, ObjectReader objects) {
    return new Policy(new Door(settings.library(), settings.rules(), objects), settings);
  }

  static ObjectReader objects() {
    return new ObjectReader(new Normalizers(Digest.withRandomKey()));
  }

  static Snapshot snapshot(Path file) throws IOException, SettingsException {
    try {
      return SnapshotReader.read(file);
    } catch (SnapshotException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  static Settings read(SettingsFiles files, LocalDate today) throws SettingsException {
    return files.read(today);
  }
}
