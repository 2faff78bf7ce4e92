# METADATA
# title: "Signatures are verified at admission for production namespaces"
# description: >-
#   A signature that nobody checks at the door keeps nobody out.
# related_resources:
#   - https://kyverno.io/docs/policy-types/cluster-policy/verify-images/
#   - https://docs.sigstore.dev/policy-controller/overview/
# custom:
#   id: IMG-07
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Namespace]
#   remediation: >-
#     Verify images with Kyverno (verifyImages), Sigstore's policy-controller or an equivalent, in
#     force for the namespace.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-14", coverage: full}
#     - {framework: "NIST 800-53 r5", requirement: "SR-11", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.19", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.5.1", coverage: partial}
package bulkhead.controls.img_07

import rego.v1

import data.bulkhead.lib.admission
import data.bulkhead.lib.odoo
import data.bulkhead.lib.ownership

applicable if {
	ownership.of_tenant
	odoo.production
}

verified if {
	some policy in data.platform.kinds.AdmissionPolicy
	"verifyImages" in policy.covers
	admission.enforces(policy, input)
}

# Sigstore's policy-controller looks at the namespaces that ask for it.
verified if {
	some entity in data.platform.kinds.Resource
	entity.meta.resourceKind == "ClusterImagePolicy"
	startswith(entity.meta.apiVersion, "policy.sigstore.dev/")
	object.get(entity.object, ["spec", "mode"], "enforce") != "warn"
	input.meta.labels["policy.sigstore.dev/include"] == "true"
}

# Kyverno's policies of their own kind for images.
verified if {
	some entity in data.platform.kinds.Resource
	entity.meta.resourceKind == "ImageValidatingPolicy"
	"Deny" in object.get(entity.object, ["spec", "validationActions"], ["Deny"])
}

verified if {
	some webhook in data.platform.kinds.AdmissionWebhook
	some part in webhook.webhooks
	regex.match(`(ratify|connaisseur|portieris|notation)`, part.name)
}

violation contains v if {
	not verified
	ownership.complete
	v := {
		"path": "",
		"message": sprintf("nothing verifies signatures of images in namespace %s", [input.meta.name]),
		"observed": "no policy that verifies images is in force",
		"expected": "verifyImages of Kyverno, policy-controller or an equivalent",
	}
}

unknown contains "no policy that verifies images was seen in this input; the cluster may have one" if not verified
