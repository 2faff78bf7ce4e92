package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy of an admission engine: ValidatingAdmissionPolicy, its binding, Kyverno (Cluster)Policy,
 * Gatekeeper constraint.
 *
 * @param engine vap, vap-binding, kyverno or gatekeeper
 * @param policy the ValidatingAdmissionPolicy that a binding puts in force; null for the others
 * @param action enforce, warn or audit, as far as the object says
 * @param namespaces namespaces that it names, with {@code *}; empty = all
 * @param failurePolicy Ignore where what cannot be judged is let in; null where the object does not
 *     say
 * @param covers what the policy is known to deny, by well-known names: {@code privileged}, {@code
 *     hostPath}, {@code hostNetwork}, {@code runAsRoot} …
 */
public record AdmissionPolicy(
    Meta meta,
    String engine,
    @Nullable String policy,
    String action,
    @Nullable LabelSelector namespaceSelector,
    List<String> namespaces,
    List<String> excludedNamespaces,
    @Nullable String failurePolicy,
    List<String> covers)
    implements Entity {}
