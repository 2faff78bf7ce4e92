# METADATA
# title: "No secrets in ARG, ENV or COPY"
# description: >-
#   What a build writes into a layer stays in the image's history for whoever pulls it.
# related_resources:
#   - https://docs.docker.com/build/building/secrets/
# custom:
#   id: IMG-06
#   severity: critical
#   kinds: [ImageBuild]
#   remediation: >-
#     Use RUN --mount=type=secret, and give run-time secrets by the platform.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5(7)", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.6.2", coverage: partial}
package bulkhead.controls.img_06

import rego.v1

key_files := {".env", "id_rsa", "id_ed25519", ".npmrc", ".pypirc", ".netrc"}

violation contains v if {
	some stage in input.stages
	some instruction in stage.instructions
	instruction.withheld
	v := {
		"path": instruction.pointer,
		"message": sprintf("%s bakes a secret into the image by %s", [input.meta.name, instruction.name]),
		"observed": sprintf("%s with a value that looks like a secret (withheld)", [instruction.name]),
		"expected": "RUN --mount=type=secret",
	}
}

violation contains v if {
	some stage in input.stages
	some instruction in stage.instructions
	instruction.name in {"COPY", "ADD"}
	some word in split(instruction.text, " ")
	parts := split(word, "/")
	parts[count(parts) - 1] in key_files
	v := {
		"path": instruction.pointer,
		"key": word,
		"message": sprintf("%s copies %s into the image", [input.meta.name, word]),
		"observed": sprintf("%s %s", [instruction.name, instruction.text]),
		"expected": "no key or credential file in the image",
	}
}
