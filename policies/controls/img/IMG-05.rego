# METADATA
# title: "Builds add no needless tools and fetch nothing unverified"
# description: >-
#   sudo, an SSH server, a compiler or a script piped from the network into a shell widen what an
#   attacker finds and what a build trusts. Package lists and caches that stay make the image larger and
#   tell what is old in it.
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/
# custom:
#   id: IMG-05
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [ImageBuild]
#   remediation: >-
#     Remove the tool, or install it in an earlier stage; download with a checksum (ADD --checksum) or
#     from a package repository; clean caches in the same RUN.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
package bulkhead.controls.img_05

import rego.v1

last := [stage | some stage in input.stages; stage.last][0]

remote_access := {"sudo", "openssh-server", "openssh", "telnet", "telnetd", "netcat", "netcat-openbsd", "netcat-traditional"}

compilers := {"gcc", "g++", "clang", "build-essential", "build-base", "make"}

# Packages that a RUN of the final stage installs, with the instruction.
installed contains [instruction.pointer, word] if {
	some instruction in last.instructions
	instruction.name == "RUN"
	some command in regex.split(`&&|\|\||[;|]`, instruction.text)
	words := regex.split(`\s+`, trim_space(command))
	some i, verb in words
	verb in {"install", "add"}
	some j, word in words
	j > i
	regex.match(`\b(apt|apt-get|apk|dnf|microdnf|yum|zypper)\b`, concat(" ", array.slice(words, 0, i)))
}

violation contains v if {
	some [pointer, word] in installed
	word in remote_access
	v := {
		"path": pointer,
		"key": word,
		"message": sprintf("%s installs %s into the final image", [input.meta.name, word]),
		"observed": word,
		"expected": "no such tool in the final stage",
		"fix": "Remove it, or install it in an earlier stage.",
	}
}

violation contains v if {
	some [pointer, word] in installed
	word in compilers
	v := {
		"path": pointer,
		"key": word,
		"message": sprintf("%s leaves the build tool %s in the final image", [input.meta.name, word]),
		"observed": word,
		"expected": "build tools in an earlier stage only",
		"fix": "Install it in an earlier stage, and copy from there what it built.",
		"severity": "low",
	}
}

# A pipe into a shell, the shell's own substitution of a process or a command.
from_network := [
	`\b(curl|wget)\s[^;&]*\|\s*(sudo\s+(-\S+\s+)*)?(ba|da|z|a|k)?sh\b`,
	`\b((ba|da|z|a|k)?sh|source|\.)\s+(-\S+\s+)*<\(\s*(curl|wget)\s`,
	`\b((ba|da|z|a|k)?sh\s+-c|eval)\s+["']?(\$\(|\x60)\s*(curl|wget)\s`,
]

violation contains v if {
	some stage in input.stages
	some instruction in stage.instructions
	instruction.name == "RUN"
	some way in from_network
	regex.match(way, instruction.text)
	v := {
		"path": instruction.pointer,
		"key": "pipe-to-shell",
		"message": sprintf("%s runs a script straight from the network", [input.meta.name]),
		"observed": "a download piped into a shell",
		"expected": "a download that is checked before it runs",
		"fix": "Download to a file, compare its sha256, then run it; or install from a package repository.",
	}
}

violation contains v if {
	some stage in input.stages
	some instruction in stage.instructions
	instruction.name == "ADD"
	regex.match(`^https?://`, instruction.text)
	not checked(instruction)
	v := {
		"path": instruction.pointer,
		"key": "add-url",
		"message": sprintf("%s adds a file from a URL without a checksum", [input.meta.name]),
		"observed": "ADD of a URL",
		"expected": "ADD --checksum=sha256:…, or COPY",
		"fix": "Write ADD --checksum=sha256:…, or COPY a file of the repository.",
	}
}

checked(instruction) if {
	some flag in instruction.flags
	startswith(flag, "--checksum=")
}

violation contains v if {
	some instruction in last.instructions
	instruction.name == "RUN"
	some manager, cleaned in {
		"apt-get": `/var/lib/apt/lists|apt-get\s+(dist)?clean`,
		"apk": `--no-cache|/var/cache/apk`,
	}
	regex.match(sprintf(`\b%s\b.*\b(install|add)\b`, [manager]), instruction.text)
	not regex.match(cleaned, instruction.text)
	not cached_outside(instruction)
	v := {
		"path": instruction.pointer,
		"key": sprintf("%s-cache", [manager]),
		"message": sprintf("%s keeps the package lists of %s in a layer", [input.meta.name, manager]),
		"observed": sprintf("%s without cleaning up in the same RUN", [manager]),
		"expected": "rm -rf /var/lib/apt/lists/*, apk --no-cache, or a cache mount",
		"fix": "Clean up in the same RUN (rm -rf /var/lib/apt/lists/*, apk add --no-cache), or use RUN --mount=type=cache.",
		"severity": "low",
	}
}

cached_outside(instruction) if {
	some flag in instruction.flags
	contains(flag, "type=cache")
}
