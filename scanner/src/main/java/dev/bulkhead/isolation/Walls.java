package dev.bulkhead.isolation;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Layer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What controls passed, and what they could not judge, by tenant and layer. */
final class Walls {
  private final Assessment assessment;
  private final Sharing sharing;
  private final List<Judged> judged;
  private final List<Control> skipped;
  private final boolean complete;

  /** Parts of the input that were not evaluated: what they hold may open what is closed here. */
  private final List<Wall.Need> unread;

  /** The outcomes of a control by whom they concern. */
  private static final class Judged {
    private final Control control;
    private final Map<String, Tally> own = new HashMap<>();

    /** Of what is nobody's, by kind. */
    private final Map<String, Tally> shared = new HashMap<>();

    Judged(Control control) {
      this.control = control;
    }

    Tally of(@Nullable String tenant, String kind) {
      return tenant == null
          ? shared.computeIfAbsent(kind, k -> new Tally())
          : own.computeIfAbsent(tenant, t -> new Tally());
    }
  }

  private static final class Tally {
    private int passes;
    private int failures;
    private int others;
    private int unknowns;
    private @Nullable String reason;

    void add(Status status) {
      switch (status) {
        case PASS -> passes++;
        case FAIL, WAIVED -> failures++;
        case NOT_APPLICABLE, UNKNOWN -> others++;
      }
    }

    void add(Tally more) {
      passes += more.passes;
      failures += more.failures;
      others += more.others;
      unknowns += more.unknowns;
      reason = reason == null ? more.reason : reason;
    }
  }

  Walls(
      Assessment assessment, Sharing sharing, List<ControlResult> deciding, List<Control> skipped) {
    this.assessment = assessment;
    this.sharing = sharing;
    this.judged = deciding.stream().map(this::judged).toList();
    this.skipped = skipped;
    this.complete = assessment.snapshot().platform().scope().equals("complete");
    this.unread = unread(assessment.snapshot().gaps().stream().filter(Gap::incomplete).count());
  }

  private static List<Wall.Need> unread(long parts) {
    return parts == 0
        ? List.of()
        : List.of(
            new Wall.Need(
                "",
                (parts == 1 ? "a part" : parts + " parts") + " of the input could not be evaluated",
                0));
  }

  private Judged judged(ControlResult result) {
    var out = new Judged(result.control());
    ControlResult.Statuses statuses = result.statuses();
    List<Entity> entities = assessment.snapshot().entities();
    for (int i = 0; i < statuses.size(); i++) {
      Entity entity = entities.get(statuses.entity(i));
      out.of(sharing.owner(entity), entity.kind()).add(statuses.status(i));
    }
    statuses
        .declared()
        .forEach((id, status) -> {
          String kind = sharing.kind(id);
          String tenant = kind.equals("Tenant") ? id.substring(id.lastIndexOf('/') + 1) : null;
          out.of(tenant, kind).add(status);
        });
    for (ControlResult.Unknown unknown : result.unknowns()) {
      if (unknown.crossing() != null && unknown.crossing().isNone()) {
        continue;
      }
      Tally tally = out.of(unknown.tenant(), sharing.kind(unknown.entity()));
      tally.unknowns++;
      tally.reason = tally.reason == null ? unknown.reason() : tally.reason;
    }
    return out;
  }

  /** In the order of the tenants. */
  List<Map<Layer, Wall>> of(List<String> tenants) {
    return tenants.stream().map(this::of).toList();
  }

  private Map<Layer, Wall> of(String tenant) {
    var held = new EnumMap<Layer, List<Wall.Held>>(Layer.class);
    var needs = new EnumMap<Layer, List<Wall.Need>>(Layer.class);
    for (Layer layer : Layer.values()) {
      held.put(layer, new ArrayList<>());
      needs.put(layer, new ArrayList<>());
    }
    for (Judged one : judged) {
      Layer layer = Objects.requireNonNull(one.control.layer());
      add(one, tenant, list(held, layer), list(needs, layer));
    }
    for (Control control : skipped) {
      list(needs, Objects.requireNonNull(control.layer()))
          .add(new Wall.Need(control.id(), "it was not asked for in this run", 0));
    }
    var out = new EnumMap<Layer, Wall>(Layer.class);
    for (Layer layer : Layer.values()) {
      List<Wall.Need> missing = list(needs, layer);
      if (missing.isEmpty() && list(held, layer).isEmpty()) {
        missing.add(new Wall.Need("", nothing(layer, tenant), 0));
      }
      missing.addAll(unread);
      out.put(layer, new Wall(List.copyOf(list(held, layer)), List.copyOf(missing)));
    }
    return out;
  }

  private static <T> List<T> list(Map<Layer, List<T>> lists, Layer layer) {
    return Objects.requireNonNull(lists.get(layer));
  }

  private void add(Judged one, String tenant, List<Wall.Held> held, List<Wall.Need> needs) {
    var sum = new Tally();
    Tally own = one.own.get(tenant);
    if (own != null) {
      sum.add(own);
    }
    one.shared.forEach((kind, tally) -> {
      if (sharing.shares(tenant, kind)) {
        sum.add(tally);
      }
    });
    Control control = one.control;
    if (sum.passes + sum.failures > 0) {
      held.add(new Wall.Held(control.id(), control.title(), sum.passes));
    }
    String reason = sum.reason;
    if (reason != null) {
      needs.add(new Wall.Need(control.id(), reason, sum.unknowns));
    } else if (sum.passes + sum.failures + sum.others == 0 && !complete) {
      String what = String.join(" or ", control.kinds());
      needs.add(
          new Wall.Need(
              control.id(),
              "no " + what + " that the tenant has or shares is in this input, which is partial",
              0));
    }
  }

  private String nothing(Layer layer, String tenant) {
    List<String> kinds =
        judged.stream()
            .filter(j -> j.control.layer() == layer)
            .flatMap(j -> j.control.kinds().stream())
            .distinct()
            .sorted()
            .toList();
    return kinds.isEmpty()
        ? "no control of this layer was run"
        : "nothing that tenant "
            + tenant
            + " has or shares was judged: needs "
            + String.join(", ", kinds);
  }
}
