# METADATA
# title: "Images are pinned by digest"
# description: >-
#   A tag can be moved; what was tested is then not what runs. A version tag is tolerated where the
#   parameter allows it; latest and no tag never are.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/
# custom:
#   id: IMG-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Write the image as name:tag@sha256:…
#   parameters:
#     allow_version_tags:
#       default: false
#       description: "whether a version tag without a digest is enough"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
package bulkhead.controls.img_02

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	some container in input.pod.containers
	container.image.resolved
	not container.image.digest
	object.get(container.image, "tag", "latest") == "latest"
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s uses %s, which changes under its name", [workload.described(container), container.image.reference]),
		"observed": container.image.reference,
		"expected": "an image pinned by digest",
	}
}

violation contains v if {
	not data.parameters.allow_version_tags
	some container in input.pod.containers
	container.image.resolved
	not container.image.digest
	object.get(container.image, "tag", "latest") != "latest"
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s is pinned by tag only", [workload.described(container)]),
		"observed": container.image.reference,
		"expected": "an image pinned by digest",
		"severity": "medium",
	}
}

unknown contains sprintf("image %s has placeholders", [container.image.reference]) if {
	some container in input.pod.containers
	container.image.resolved == false
}

unknown contains reason if some reason in workload.without_image
