# METADATA
# title: "Production runs the digest that passed the earlier stage"
# description: >-
#   A tag that was tested is not the image that runs, when it has moved in between.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/
# custom:
#   id: IMG-11
#   severity: medium
#   evidence: files
#   sources: [logistics-isolation, retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Promote by digest: the same one in staging and production.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
package bulkhead.controls.img_11

import rego.v1

import data.bulkhead.lib.workload

production := {"production", "prod", "live"}

stage(entity) := "production" if lower(entity.owner.environment) in production

stage(entity) := "earlier" if not lower(entity.owner.environment) in production

# Digests that earlier stages run, by the image's repository.
passed[repository] contains container.image.digest if {
	some entity in data.platform.kinds.Workload
	entity.owner.environment
	stage(entity) == "earlier"
	some container in entity.pod.containers
	repository := sprintf("%s/%s", [container.image.registry, container.image.repository])
}

containers := [c |
	some c in input.pod.containers
	c.image.digest
	passed[sprintf("%s/%s", [c.image.registry, c.image.repository])]
]

applicable if {
	workload.judged
	input.owner.environment
	stage(input) == "production"
	count(containers) > 0
}

violation contains v if {
	some container in containers
	not container.image.digest in passed[sprintf("%s/%s", [container.image.registry, container.image.repository])]
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s runs a digest in production that no earlier stage runs", [workload.described(container)]),
		"observed": container.image.digest,
		"expected": sprintf("one of %s", [concat(", ", passed[sprintf("%s/%s", [container.image.registry, container.image.repository])])]),
	}
}
