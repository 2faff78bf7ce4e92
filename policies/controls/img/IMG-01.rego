# METADATA
# title: "Images come from approved registries only"
# description: >-
#   An image from anywhere is code from anyone. The approved registries are declared in bulkhead.yaml.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/
# custom:
#   id: IMG-01
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant, retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Mirror the image into an approved registry and use it from there.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7(5)", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SR-3", coverage: partial}
package bulkhead.controls.img_01

import rego.v1

import data.bulkhead.lib.image
import data.bulkhead.lib.workload

applicable if workload.judged

approved := data.platform.approvedRegistries

violation contains v if {
	count(approved) > 0
	some container in input.pod.containers
	container.image.resolved
	not image.approved(container.image)
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s comes from %s, which is not approved", [workload.described(container), container.image.registry]),
		"observed": container.image.reference,
		"expected": sprintf("an image from %s", [concat(", ", approved)]),
	}
}

unknown contains sprintf("image %s has placeholders", [container.image.reference]) if {
	count(approved) > 0
	some container in input.pod.containers
	container.image.resolved == false
}

unknown contains "no approved registries are declared (approvedRegistries in bulkhead.yaml)" if count(approved) == 0

unknown contains reason if some reason in workload.without_image
