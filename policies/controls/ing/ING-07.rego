# METADATA
# title: "Administrative paths are not public"
# description: >-
#   Odoo's database manager (/web/database) can drop and download databases; dashboards and debug paths
#   show the inside.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ING-07
#   severity: critical
#   kinds: [Route]
#   remediation: >-
#     Block the path with a router of higher priority, or limit it by ipAllowList and an identity check.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.ing_07

import rego.v1

import data.bulkhead.lib.route

admin := ["/web/database", "/dashboard", "/debug", "/metrics", "/admin/realms"]

guarded if {
	some middleware in route.middlewares
	middleware.type in {"ipAllowList", "ipWhiteList", "forwardAuth", "basicAuth", "digestAuth"}
}

violation contains v if {
	some rule in input.rules
	some path in rule.paths
	some prefix in admin
	startswith(path.value, prefix)
	not guarded
	v := {
		"path": rule.pointer,
		"key": path.value,
		"message": sprintf("%s makes the administrative path %s public", [route.name, path.value]),
		"observed": sprintf("%s without an address limit or identity check", [path.value]),
		"expected": "ipAllowList and forwardAuth, or no route",
	}
}

violation contains v if {
	some rule in input.rules
	some backend in rule.backends
	backend.name in {"api@internal", "dashboard@internal"}
	not guarded
	v := {
		"path": rule.pointer,
		"key": backend.name,
		"message": sprintf("%s makes Traefik's own API public", [route.name]),
		"observed": backend.name,
		"expected": "ipAllowList and forwardAuth before it",
	}
}
