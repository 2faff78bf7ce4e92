# METADATA
# title: "Some admission control blocks privileged pods in every tenant namespace"
# description: >-
#   A manifest may be right today and wrong tomorrow; admission is what stops the wrong one. Pod
#   Security labels, a ValidatingAdmissionPolicy, Kyverno or Gatekeeper each do.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-admission/
# custom:
#   id: ADM-01
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, logistics-isolation]
#   kinds: [Namespace]
#   remediation: >-
#     Label the namespace pod-security.kubernetes.io/enforce: baseline or restricted, or bind a policy
#     that denies privileged pods.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.1", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Pod security enforcement", coverage: partial}
package bulkhead.controls.adm_01

import rego.v1

import data.bulkhead.lib.admission
import data.bulkhead.lib.ownership

applicable if ownership.of_tenant

level := object.get(input.meta.labels, "pod-security.kubernetes.io/enforce", "privileged")

covered if level in {"baseline", "restricted"}

covered if {
	some policy in data.platform.kinds.AdmissionPolicy
	"privileged" in policy.covers
	admission.enforces(policy, input)
}

violation contains v if {
	ownership.complete
	not covered
	v := {
		"path": "/metadata/labels",
		"message": sprintf("nothing blocks privileged pods in namespace %s", [input.meta.name]),
		"observed": sprintf("Pod Security level %s, no enforcing policy", [level]),
		"expected": "an admission control that denies privileged pods",
	}
}

unknown contains "no admission control that blocks privileged pods was seen in this input; the cluster may have one" if not covered
