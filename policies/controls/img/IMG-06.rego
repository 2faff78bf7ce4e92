# METADATA
# title: "No secrets in ARG, ENV or COPY"
# description: >-
#   What a build writes into a layer stays in the image's history for whoever pulls it.
# related_resources:
#   - https://docs.docker.com/build/building/secrets/
# custom:
#   id: IMG-06
#   severity: critical
#   evidence: files
#   sources: [erp-integration, retail-multi-tenant]
#   kinds: [ImageBuild]
#   remediation: >-
#     Use RUN --mount=type=secret, and give run-time secrets by the platform.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5(7)", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.6.2", coverage: partial}
package bulkhead.controls.img_06

import rego.v1

key_files := {".env", "id_rsa", "id_ed25519", ".npmrc", ".pypirc", ".netrc"}

key_suffixes := [".key", ".p12", ".pfx", ".jks"]

is_key(name) if name in key_files

is_key(name) if strings.any_suffix_match(name, key_suffixes)

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
	some quoted in regex.split(`[\s,]+`, instruction.text)
	word := trim(quoted, `"[]`)
	parts := split(word, "/")
	name := parts[count(parts) - 1]
	is_key(name)
	v := {
		"path": instruction.pointer,
		"key": name,
		"message": sprintf("%s copies %s into the image", [input.meta.name, name]),
		"observed": sprintf("%s %s", [instruction.name, instruction.text]),
		"expected": "no key or credential file in the image",
		"fix": "Leave the file out by .dockerignore; use RUN --mount=type=secret while building, and give run-time secrets by the platform.",
	}
}

# What is given to a build argument stays in the image's history.
violation contains v if {
	some stage in input.stages
	some instruction in stage.instructions
	instruction.name == "ARG"
	not instruction.withheld
	not contains(instruction.text, "=")
	regex.match(`(?i)(^|_)(token|password|passwd|secret|api_?key|private_?key)$`, trim_space(instruction.text))
	v := {
		"path": instruction.pointer,
		"message": sprintf("%s takes the secret %s as a build argument", [input.meta.name, trim_space(instruction.text)]),
		"observed": sprintf("ARG %s", [trim_space(instruction.text)]),
		"expected": "RUN --mount=type=secret",
		"severity": "high",
	}
}
