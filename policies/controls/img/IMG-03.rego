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
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [ImageBuild]
#   remediation: >-
#     End the last stage with USER and a non-zero id.
#   example: |
#     USER 10001:10001
#   parameters:
#     nonroot_base_images:
#       default: ["docker.io/library/odoo"]
#       description: "base images, as registry/repository, that set a non-root user themselves"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Non-root containers and rootless container engines", coverage: partial}
package bulkhead.controls.img_03

import rego.v1

last := [stage | some stage in input.stages; stage.last][0]

user := split(input.finalUser, ":")[0]

# Base images that are known to end with a user of their own.
base_is_non_root if contains(object.get(last.base, "tag", ""), "nonroot")

base_is_non_root if sprintf("%s/%s", [last.base.registry, last.base.repository]) in data.parameters.nonroot_base_images

violation contains v if {
	not input.finalUser
	not base_is_non_root
	v := {
		"path": last.pointer,
		"message": sprintf("%s sets no USER, so the image runs as its base image's user, mostly root", [input.meta.name]),
		"observed": "no USER",
		"expected": "USER with a non-zero id",
		"severity": "medium",
	}
}

violation contains v if {
	user in {"root", "0"}
	v := {
		"path": in_force.pointer,
		"message": sprintf("%s ends with USER %s", [input.meta.name, input.finalUser]),
		"observed": sprintf("USER %s", [input.finalUser]),
		"expected": "USER with a non-zero id",
	}
}

# A stage takes over the user of the stage that it is built from.
in_force := instructions[count(instructions) - 1]

instructions := [instruction |
	some stage in input.stages
	some instruction in stage.instructions
	instruction.name == "USER"
	instruction.text == input.finalUser
]

unknown contains sprintf("the final user is %s, which the build decides", [input.finalUser]) if contains(user, "$")
