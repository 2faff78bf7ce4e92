# METADATA
# title: "The Redis or Valkey version gets fixes"
# description: >-
#   The version is read from the image's tag.
# related_resources:
#   - https://valkey.io/topics/releases/
# custom:
#   id: RED-09
#   severity: medium
#   evidence: partly
#   sources: [distribution-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Upgrade to a supported version.
#   parameters:
#     oldestRedisVersion: {default: "7.2", description: "the oldest version of Redis under support"}
#     oldestValkeyVersion: {default: "8.0", description: "the oldest version of Valkey under support"}
#     redisVersionsUntil: {default: "2027-11-01", description: "the day until which this is known of Redis and Valkey; what passes later is unknown"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.8", coverage: partial}
package bulkhead.controls.red_09

import rego.v1

import data.bulkhead.lib.evidence
import data.bulkhead.lib.image
import data.bulkhead.lib.workload

repositories := {"redis": "oldestRedisVersion", "redis-stack-server": "oldestRedisVersion", "valkey": "oldestValkeyVersion"}

parameter(container) := repositories[image.program(container)]

servers := [c | some c in input.pod.containers; c.role in {"CONTAINER", "SIDECAR"}; parameter(c)]

applicable if {
	workload.judged
	count(servers) > 0
}

version(tag) := found[0][1] if {
	found := regex.find_all_string_submatch_n(`^v?([0-9]{1,2}(?:\.[0-9]{1,2})?)(?:[._-].*)?$`, tag, 1)
	count(found) > 0
}

number(text) := (to_number(parts[0]) * 100) + minor(parts) if parts := split(text, ".")

minor(parts) := to_number(parts[1]) if count(parts) > 1

# A major version alone means its newest.
minor(parts) := 99 if count(parts) == 1

violation contains v if {
	some container in servers
	found := version(container.image.tag)
	oldest := data.parameters[parameter(container)]
	number(found) < number(oldest)
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s runs version %s, which is out of support", [workload.described(container), found]),
		"observed": sprintf("image: %s", [container.image.reference]),
		"expected": sprintf("version %s or newer", [oldest]),
	}
}

unknown contains {"reason": reason, "path": sprintf("%s/image", [container.pointer])} if {
	some container in servers
	not told(container)
	reason := sprintf("the tag of %s does not tell the version; INFO server of the live instance does", [container.image.reference])
}

told(container) if version(container.image.tag)

unknown contains sprintf("which versions of Redis and Valkey have support after %s is not known: needs the parameters oldestValkeyVersion and redisVersionsUntil", [data.parameters.redisVersionsUntil]) if {
	evidence.today > data.parameters.redisVersionsUntil
}
