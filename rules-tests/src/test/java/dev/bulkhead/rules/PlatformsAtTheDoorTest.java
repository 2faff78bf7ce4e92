package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rules.ClusterManifests.Key;
import dev.bulkhead.webhook.GuardedCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The platforms of {@code fixtures/} behind the door of a real API server: each compliant one is
 * admitted, and each change of {@code broken/} gets from the door the verdict and the words of the
 * scan of the same files.
 *
 * <p>Compared is every finding about an object that the change touches, of every control: in all
 * its words, and whether the request is refused. Findings about other objects must be the scan's
 * too, where the door has them; what it does not follow there, the background audit finds, and
 * {@link #LEFT_TO_THE_AUDIT} has the controls. Not compared are changes that no API server ever
 * sees: of files that are no objects, of the settings themselves, and of objects that the server
 * itself refuses or does not ask webhooks about.
 *
 * <p>Skipped where the properties {@code kube.apiserver} and {@code etcd} do not name the programs.
 */
@EnabledIf("dev.bulkhead.webhook.cluster.ApiServer#available")
class PlatformsAtTheDoorTest {
  /** Controls that speak of other objects than those that a request touches. */
  private static final Set<String> LEFT_TO_THE_AUDIT =
      new TreeSet<>(
          List.of(
              // tenants and platforms as a whole
              "BAK-01",
              "BAK-02",
              "BAK-08",
              "IMG-07",
              "OBS-01",
              "OBS-02",
              "OBS-08",
              "PGS-17",
              "RED-08",
              "TEN-04",
              "TEN-10",
              // workloads and namespaces, by their quotas, budgets, labels and schedules
              "CST-01",
              "ISO-13",
              "ISO-15",
              "RED-03",
              "TEN-08",
              "WRK-14",
              // routes, by their middlewares, services and the edge's own settings
              "ING-04",
              "ING-05",
              "ING-06",
              "ING-12",
              "ING-18",
              "ING-19",
              // by ConfigMaps and Secrets of others, which the door does not read
              "ISO-06",
              "ISO-10",
              "ODO-01",
              // two changes that only together open something: each is judged beside what is stored
              "ISO-03"));

  /** Findings about the object itself that the door words otherwise or cannot have, and why. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "logistics/DEL-13-tenant-in-the-platform-path.patch",
          "Argo CD's other Applications are not followed",
          "distribution/DEL-13-tenant-with-the-platform.patch",
          "Flux's other Kustomizations are not followed",
          "logistics/ING-10-certificate-runs-out.patch",
          "a status is not written with the object that has it",
          "logistics/ISO-06-two-tenants-one-database.patch",
          "ConfigMaps of others are not read",
          "logistics/TEN-06-staging-on-production-database.patch",
          "ConfigMaps of others are not read",
          "logistics/WRK-09-no-memory-limit.patch",
          "the server makes a LimitRange's max its default",
          "distribution/WRK-09-no-requests.patch",
          "the server makes a LimitRange's max its default",
          "logistics/WRK-11-default-account.patch",
          "the server keeps the account under the older name of the field",
          "distribution/WRK-13-scheduler-rolls-over.patch",
          "the server fills in the strategy that the file leaves out",
          "distribution/SEC-02-secret-written-out.patch",
          "the server makes data of stringData");

  /** New routes that the door warns of only: their middlewares may come after them. */
  private static final Set<String> WARNED_OF =
      Set.of("distribution/ING-07-database-manager-in-public.patch");

  @TempDir private Path directory;

  /** What became of the variants of a platform, and what of them is not as it should be. */
  private static final class Comparison {
    final Map<String, Integer> counts = new TreeMap<>();
    final Map<String, Integer> elsewhere = new TreeMap<>();
    final List<String> wrong = new ArrayList<>();

    void count(String what) {
      counts.merge(what, 1, Integer::sum);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"retail", "logistics", "distribution"})
  void theDoorSaysOfEachChangeWhatTheScanSays(String platform) throws Exception {
    Path base = directory.resolve("base");
    ScannedPlatform.copyOf(platform, base);
    var comparison = new Comparison();
    try (var guarded = GuardedPlatform.start(base, directory.resolve("cluster"))) {
      assertThat(refusedWhileApplying(guarded)).as("the compliant platform").isEmpty();
      guarded.awaitContext();
      Map<Key, Set<DoorWords>> usual = usual(guarded);
      for (Variant variant : Variant.of(platform)) {
        compare(variant, guarded, usual, comparison);
      }
    }
    System.out.println(
        platform
            + " at the door: "
            + comparison.counts
            + ", left to the audit "
            + comparison.elsewhere);
    assertThat(comparison.wrong).isEmpty();
    assertThat(LEFT_TO_THE_AUDIT).containsAll(comparison.elsewhere.keySet());
  }

  /**
   * Refusals while the objects come one after another, each into what there is of the platform so
   * far.
   */
  private static List<String> refusedWhileApplying(GuardedPlatform guarded) {
    var out = new ArrayList<String>();
    for (Key key : guarded.inOrder()) {
      GuardedPlatform.Answer answer = guarded.apply(guarded.manifests.object(key));
      if (!answer.failure().isEmpty()) {
        out.add(key + ": " + answer.failure());
      }
    }
    return out;
  }

  /** What the door warns of at objects that do not change: it lacks the platform's other files. */
  private static Map<Key, Set<DoorWords>> usual(GuardedPlatform guarded) {
    var out = new LinkedHashMap<Key, Set<DoorWords>>();
    for (Key key : guarded.inOrder()) {
      GuardedPlatform.Answer answer = guarded.tryToApply(guarded.manifests.object(key));
      out.put(key, Set.copyOf(answer.findings()));
    }
    return out;
  }

  private void compare(
      Variant variant, GuardedPlatform guarded, Map<Key, Set<DoorWords>> usual, Comparison into)
      throws Exception {
    Path copy = directory.resolve(variant.name());
    ScannedPlatform platform = ScannedPlatform.copyOf(variant.platform(), copy);
    variant.patch().apply(copy);
    if (changesSettings(variant)) {
      into.count("other settings");
      return;
    }
    Map<Key, GuardedPlatform.Answer> answers = answers(ClusterManifests.of(copy), guarded);
    if (answers.isEmpty()) {
      into.count("no object");
      return;
    }
    if (answers.values().stream().anyMatch(a -> !a.failure().isEmpty() && !a.refusedByTheDoor())) {
      into.count("refused by the server itself");
      return;
    }
    if (answers.values().stream().noneMatch(GuardedPlatform.Answer::asked)) {
      into.count("not asked");
      return;
    }
    List<DoorWords> scanned = DoorWords.ofScan(platform.scan("--fail-on", "low").json());
    var elsewhere = new HashSet<>(scanned);
    answers.forEach((key, answer) -> {
      var found = new HashSet<>(answer.findings());
      found.removeAll(usual.getOrDefault(key, Set.of()));
      List<DoorWords> own = scanned.stream().filter(f -> f.about(key)).toList();
      elsewhere.removeIf(f -> f.about(key) || found.contains(f.withoutFix()));
      String difference = difference(variant, answer, found, scanned, own);
      if (!difference.isEmpty()) {
        into.wrong.add(variant.name() + ", " + key + ": " + difference);
      }
      into.count(
          answer.refusedByTheDoor()
              ? "refused in the words of the scan"
              : found.isEmpty() ? "nothing said" : "warned of in the words of the scan");
    });
    elsewhere.forEach(f -> into.elsewhere.merge(f.control(), 1, Integer::sum));
  }

  /** What the door says otherwise than the scan; empty where it says the same. */
  private static String difference(
      Variant variant,
      GuardedPlatform.Answer answer,
      Set<DoorWords> found,
      List<DoorWords> scanned,
      List<DoorWords> own) {
    Set<DoorWords> scannedWords =
        scanned.stream().map(DoorWords::withoutFix).collect(Collectors.toSet());
    var missing = own.stream().filter(f -> !found.contains(f.withoutFix())).toList();
    var more = found.stream().filter(f -> !scannedWords.contains(f)).toList();
    if (!missing.isEmpty() || !more.isEmpty()) {
      return OTHERWISE.containsKey(variant.name())
          ? ""
          : "the scan alone has " + missing + ", the door alone " + more;
    }
    List<DoorWords> refusing =
        scanned.stream().filter(f -> f.refusing() && found.contains(f.withoutFix())).toList();
    String expected =
        refusing.isEmpty() || WARNED_OF.contains(variant.name())
            ? ""
            : GuardedCluster.DENIED + DoorWords.refusal(refusing);
    return answer.failure().equals(expected)
        ? ""
        : "\n" + answer.failure() + "\n is not\n" + expected;
  }

  private static boolean changesSettings(Variant variant) {
    return variant.patch().files().stream()
        .map(Patch.FilePart::before)
        .anyMatch(f -> f.equals("bulkhead.yaml") || f.equals("waivers.yaml"));
  }

  /** The door's answers about everything that is not as in the compliant platform. */
  private static Map<Key, GuardedPlatform.Answer> answers(
      ClusterManifests after, GuardedPlatform guarded) {
    var out = new LinkedHashMap<Key, GuardedPlatform.Answer>();
    var before = guarded.manifests.objects();
    after
        .objects()
        .forEach((key, object) -> {
          if (!object.equals(before.get(key))) {
            out.put(key, guarded.tryToApply(object));
          }
        });
    before.forEach((key, object) -> {
      if (!after.objects().containsKey(key)) {
        out.put(key, guarded.tryToDelete(object));
      }
    });
    return out;
  }
}
