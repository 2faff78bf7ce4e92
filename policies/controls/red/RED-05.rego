# METADATA
# title: "Redis is no hidden system of record"
# description: >-
#   What survives a restart by accident is soon relied upon, and is in no backup. Persistence is
#   declared, and fits the declared use.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
# custom:
#   id: RED-05
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Cache]
#   remediation: >-
#     Write save and appendonly as the use asks (save "" and appendonly no for a cache); declare
#     the use in the parameter cacheUse.
#   parameters:
#     cacheUse: {default: undeclared, description: "what Redis is for: cache, sessions, queue or store"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
package bulkhead.controls.red_05

import rego.v1

import data.bulkhead.lib.cache

applicable if {
	count(input.directives) > 0
	not cache.sentinel
}

word(name) := trim(input.directives[name][0].value, "\"' ")

declared if input.directives.save

declared if input.directives.appendonly

persistent := name if {
	word("appendonly") == "yes"
	name := "appendonly"
} else := "save" if {
	not word("save") == ""
	input.directives.save
} else := "save" if {
	not input.directives.save
	not cache.elsewhere
}

# Snapshots are taken unless save says otherwise.
pointer(name) := object.get(input.directives, [name, 0, "pointer"], object.get(input.directives, ["appendonly", 0, "pointer"], ""))

shown(name) := sprintf("%s %s", [name, word(name)]) if input.directives[name]

shown(name) := sprintf("%s is not set (snapshots by default)", [name]) if not input.directives[name]

violation contains v if {
	not declared
	not cache.elsewhere
	v := {
		"path": "",
		"key": "persistence",
		"message": sprintf("%s does not say whether it keeps its data", [input.meta.name]),
		"observed": "neither save nor appendonly is set (snapshots by default)",
		"expected": "save and appendonly as its use asks",
		"fix": "Write save and appendonly as its use asks, and declare the use in the parameter cacheUse.",
	}
}

violation contains v if {
	data.parameters.cacheUse == "cache"
	declared
	name := persistent
	v := {
		"path": pointer(name),
		"key": name,
		"message": sprintf("%s is declared a cache and keeps its data", [input.meta.name]),
		"observed": shown(name),
		"expected": "save \"\" and appendonly no",
		"fix": "Set save \"\" and appendonly no, or declare another use in the parameter cacheUse.",
	}
}

violation contains v if {
	data.parameters.cacheUse in {"queue", "store"}
	declared
	not persistent
	v := {
		"path": "",
		"key": "persistence",
		"message": sprintf("%s is declared a %s and loses its data in a restart", [input.meta.name, data.parameters.cacheUse]),
		"observed": "save and appendonly are off",
		"expected": "appendonly yes",
		"fix": "Set appendonly yes.",
	}
}

unknown contains "what this Redis is for is not declared: needs the parameter cacheUse (cache, sessions, queue or store)" if {
	data.parameters.cacheUse == "undeclared"
}

unknown contains "persistence is not set here, and other files hold more of the settings" if {
	not declared
	cache.elsewhere
}
