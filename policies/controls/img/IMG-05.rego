# METADATA
# title: "Builds add no needless tools and fetch nothing unverified"
# description: >-
#   sudo, an SSH server or a script piped from the network into a shell widen what an attacker finds and
#   what a build trusts.
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/
# custom:
#   id: IMG-05
#   severity: medium
#   kinds: [ImageBuild]
#   remediation: >-
#     Remove the tool; download with a checksum (ADD --checksum) or from a package repository.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
package bulkhead.controls.img_05

import rego.v1

last := [stage | some stage in input.stages; stage.last][0]

tools := {"sudo", "openssh-server", "telnet", "netcat", "netcat-openbsd"}

violation contains v if {
	some instruction in last.instructions
	instruction.name == "RUN"
	contains(instruction.text, "install")
	some word in split(replace(instruction.text, "\\", " "), " ")
	word in tools
	v := {
		"path": instruction.pointer,
		"key": word,
		"message": sprintf("%s installs %s into the final image", [input.meta.name, word]),
		"observed": word,
		"expected": "no such tool in the final stage",
	}
}

violation contains v if {
	some stage in input.stages
	some instruction in stage.instructions
	instruction.name == "RUN"
	some fetch in ["curl ", "wget "]
	contains(instruction.text, fetch)
	some shell in ["| sh", "| bash", "|sh", "|bash"]
	contains(instruction.text, shell)
	v := {
		"path": instruction.pointer,
		"key": "pipe-to-shell",
		"message": sprintf("%s runs a script straight from the network", [input.meta.name]),
		"observed": "a download piped into a shell",
		"expected": "a download that is checked before it runs",
	}
}

violation contains v if {
	some stage in input.stages
	some instruction in stage.instructions
	instruction.name == "ADD"
	some scheme in ["http://", "https://"]
	startswith(instruction.text, scheme)
	not checked(instruction)
	v := {
		"path": instruction.pointer,
		"key": "add-url",
		"message": sprintf("%s adds a file from a URL without a checksum", [input.meta.name]),
		"observed": "ADD of a URL",
		"expected": "ADD --checksum=sha256:…, or COPY",
	}
}

checked(instruction) if {
	some flag in instruction.flags
	startswith(flag, "--checksum=")
}
