# METADATA
# title: "Pod Security admission enforces restricted on tenant namespaces"
# description: >-
#   Pod Security admission is the cluster's own last word on what a pod may ask for. It acts only on
#   namespaces that carry the enforce label.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-admission/
# custom:
#   id: WRK-08
#   severity: high
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [Namespace]
#   remediation: >-
#     Label the namespace pod-security.kubernetes.io/enforce: restricted.
#   example: |
#     metadata:
#       labels:
#         pod-security.kubernetes.io/enforce: restricted
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Pod security enforcement", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.2.1", coverage: partial}
package bulkhead.controls.wrk_08

import rego.v1

import data.bulkhead.lib.ownership

label := "pod-security.kubernetes.io/enforce"

applicable if ownership.of_tenant

violation contains v if {
	level := object.get(input.meta.labels, label, "not set")
	level != "restricted"
	v := {
		"path": "/metadata/labels/pod-security.kubernetes.io~1enforce",
		"message": sprintf("namespace %s does not enforce the restricted Pod Security profile", [input.meta.name]),
		"observed": level,
		"expected": "restricted",
	}
}
