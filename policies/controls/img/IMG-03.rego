# METADATA
# title: "A Dockerfile ends with a non-root USER"
# description: >-
#   An image whose last USER is root, or that names none, runs as root wherever the manifest does not
#   say otherwise.
# related_resources:
#   - https://docs.docker.com/reference/dockerfile/#user
# custom:
#   id: IMG-03
#   severity: high
#   kinds: [ImageBuild]
#   remediation: >-
#     End the last stage with USER and a non-zero id.
#   example: |
#     USER 10001:10001
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Non-root containers", coverage: partial}
package bulkhead.controls.img_03

import rego.v1

last := [stage | some stage in input.stages; stage.last][0]

violation contains v if {
	not input.finalUser
	v := {
		"path": last.pointer,
		"message": sprintf("%s sets no USER, so the image runs as its base image's user, mostly root", [input.meta.name]),
		"observed": "no USER",
		"expected": "USER with a non-zero id",
		"severity": "medium",
	}
}

violation contains v if {
	split(input.finalUser, ":")[0] in {"root", "0"}
	some instruction in last.instructions
	instruction.name == "USER"
	instruction.text == input.finalUser
	v := {
		"path": instruction.pointer,
		"message": sprintf("%s ends with USER %s", [input.meta.name, input.finalUser]),
		"observed": sprintf("USER %s", [input.finalUser]),
		"expected": "USER with a non-zero id",
	}
}
