package dev.bulkhead.admission;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions into pods: exec, attach and port-forward. Whoever may run commands in a tenant's pod has
 * all that the pod has; IAM-04 says of roles that nobody should stand so, and the door says it of
 * the session itself.
 */
final class Sessions {
  private static final String CONTROL = "IAM-04";
  private static final Set<String> KINDS = Set.of("exec", "attach", "portforward");

  private final ControlLibrary library;
  private final DoorRules rules;

  Sessions(ControlLibrary library, DoorRules rules) {
    this.library = library;
    this.rules = rules;
  }

  Decision decide(Review review, PlatformContext context) {
    String namespace = review.namespace();
    if (!KINDS.contains(review.subResource()) || namespace == null) {
      return Decision.notJudged("nothing is judged of a connection to " + review.resource());
    }
    String tenant = tenant(namespace, context);
    if (tenant == null) {
      return Decision.notJudged("namespace " + namespace + " belongs to no tenant");
    }
    Platform platform = context.snapshot().platform();
    if (BreakGlass.isMember(
        review.user(), rules.breakGlass().groups(), platform.breakGlassGroups())) {
      return new Decision(
          true,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Decision.Outcome.BREAK_GLASS,
          review.subResource() + " by a member of a break-glass group",
          0);
    }
    return decide(context.stage().underWaivers(finding(review, namespace, tenant)));
  }

  private Decision decide(Finding finding) {
    List<Finding> one = List.of(finding);
    if (finding.state() == Finding.State.WAIVED || rules.sessions() == Mode.AUDIT) {
      return new Decision(
          true, List.of(), List.of(), one, List.of(), Decision.Outcome.ALLOWED, null, 1);
    }
    return rules.sessions() == Mode.WARN
        ? new Decision(true, List.of(), one, List.of(), List.of(), Decision.Outcome.WARNED, null, 1)
        : new Decision(
            false, one, List.of(), List.of(), List.of(), Decision.Outcome.DENIED, null, 1);
  }

  private static @Nullable String tenant(String namespace, PlatformContext context) {
    Map<String, Facts.Owner> owners = context.facts().owners();
    Facts.Owner owner = owners.get(PlatformContext.namespaceId(namespace));
    return owner == null ? null : owner.tenant();
  }

  private Finding finding(Review review, String namespace, String tenant) {
    Control control = library.control(CONTROL);
    String pod = namespace + "/" + review.name();
    String session = review.subResource();
    return new Finding(
        CONTROL,
        control == null ? Severity.HIGH : control.severity(),
        "Pod/" + pod,
        "Session",
        review.kind().kind(),
        review.name(),
        namespace,
        tenant,
        "",
        new Location(review.uri(), null, "", false),
        session + " into pod " + pod + " of tenant " + tenant,
        session + " by " + review.user().name(),
        "sessions into tenants' pods by break-glass groups only",
        control == null ? "" : control.remediation(),
        List.of(),
        List.of(),
        List.of(),
        null,
        "",
        Finding.State.NEW,
        null);
  }
}
