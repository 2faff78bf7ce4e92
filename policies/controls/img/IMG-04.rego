# METADATA
# title: "Base images are approved and pinned by digest"
# description: >-
#   A base image by tag is another image tomorrow, and one from anywhere is code from anyone.
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/
# custom:
#   id: IMG-04
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [ImageBuild]
#   remediation: >-
#     Write FROM name:tag@sha256:…, from an approved registry.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SR-4", coverage: partial}
package bulkhead.controls.img_04

import rego.v1

import data.bulkhead.lib.image

violation contains v if {
	some stage in input.stages
	stage.base.resolved
	not stage.base.digest
	v := {
		"path": stage.pointer,
		"message": sprintf("%s builds from %s without a digest", [input.meta.name, stage.from]),
		"observed": sprintf("FROM %s", [stage.from]),
		"expected": "FROM name:tag@sha256:…",
		"fix": "Write FROM name:tag@sha256:…",
	}
}

approved := data.platform.approvedRegistries

violation contains v if {
	count(approved) > 0
	some stage in input.stages
	stage.base.resolved
	not image.approved(stage.base)
	v := {
		"path": stage.pointer,
		"key": sprintf("%s/registry", [stage.pointer]),
		"message": sprintf("%s builds from %s, whose registry is not approved", [input.meta.name, stage.from]),
		"observed": stage.base.registry,
		"expected": sprintf("an image from %s", [concat(", ", approved)]),
		"fix": "Build from an image of an approved registry.",
	}
}

unknown contains sprintf("base image %s is given by the build", [stage.from]) if {
	some stage in input.stages
	stage.base.resolved == false
}
