# METADATA
# title: "Public, partner API and administrative routes are segmented"
# description: >-
#   A route for partners or administrators that has the same chain as the shop front is guarded no
#   better than that.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/entrypoints/
# custom:
#   id: ING-13
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant]
#   kinds: [Route]
#   remediation: >-
#     Give the paths an entry point, a host or a middleware chain of their own.
#   parameters:
#     segmentedPaths: {default: [/api, /xmlrpc, /jsonrpc, /edi, /partner, /webhook, /webhooks, /admin, /web/database], description: "path prefixes for partners, machines and administrators"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
package bulkhead.controls.ing_13

import rego.v1

import data.bulkhead.lib.route

special(rule) := path.value if {
	some path in rule.paths
	some prefix in data.parameters.segmentedPaths
	below(path.value, prefix)
}

below(path, prefix) if path == prefix

below(path, prefix) if startswith(path, sprintf("%s/", [trim_suffix(prefix, "/")]))

applicable if {
	input.protocol == "http"
	some rule in input.rules
	special(rule)
}

# Chains of ordinary rules by host and entry points, so that no rule is compared with all others.
chains[host][entry_points] contains chain if {
	some entity in data.platform.kinds.Route
	entity.protocol == "http"
	entry_points := concat(",", sort(entity.entryPoints))
	some rule in entity.rules
	not special(rule)
	some host in rule.hosts
	chain := concat(",", rule.middlewares)
}

violation contains v if {
	some rule in input.rules
	path := special(rule)
	some host in rule.hosts
	concat(",", rule.middlewares) in chains[host][concat(",", sort(input.entryPoints))]
	v := {
		"path": rule.pointer,
		"key": sprintf("%s%s", [host, path]),
		"message": sprintf("%s guards %s%s no better than the pages beside it", [route.name, host, path]),
		"observed": observed(rule),
		"expected": "an entry point, host or middleware chain of its own",
	}
}

observed(rule) := sprintf("the chain of the public pages: %s", [concat(", ", rule.middlewares)]) if count(rule.middlewares) > 0

observed(rule) := "no middlewares, as on the public pages" if count(rule.middlewares) == 0
