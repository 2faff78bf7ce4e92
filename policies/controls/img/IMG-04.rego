# METADATA
# title: "Base images are pinned by digest"
# description: >-
#   A base image by tag is another image tomorrow.
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/
# custom:
#   id: IMG-04
#   severity: medium
#   kinds: [ImageBuild]
#   remediation: >-
#     Write FROM name:tag@sha256:…
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SR-4", coverage: partial}
package bulkhead.controls.img_04

import rego.v1

violation contains v if {
	some stage in input.stages
	stage.base.resolved
	not stage.base.digest
	v := {
		"path": stage.pointer,
		"message": sprintf("%s builds from %s without a digest", [input.meta.name, stage.from]),
		"observed": sprintf("FROM %s", [stage.from]),
		"expected": "FROM name:tag@sha256:…",
	}
}
