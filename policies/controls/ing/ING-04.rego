# METADATA
# title: "Security headers are set, and revealing ones removed"
# description: >-
#   Strict-Transport-Security keeps browsers on TLS, nosniff and frame rules keep pages from being turned
#   against their readers, and Referrer-Policy keeps addresses from leaking. Server and X-Powered-By tell
#   an attacker what to look up. Middlewares of the route, of chains and of the entry points count.
# related_resources:
#   - https://doc.traefik.io/traefik/middlewares/http/headers/
#   - https://owasp.org/www-project-secure-headers/
# custom:
#   id: ING-04
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant]
#   kinds: [Route]
#   remediation: >-
#     Add a headers middleware to the route, or to the entry point for all of its routes.
#   example: |
#     headers:
#       stsSeconds: 31536000
#       contentTypeNosniff: true
#       customFrameOptionsValue: SAMEORIGIN
#       referrerPolicy: strict-origin-when-cross-origin
#       customResponseHeaders: {Server: "", X-Powered-By: ""}
#   parameters:
#     hsts_seconds:
#       default: 15552000
#       description: "how long Strict-Transport-Security must hold, in seconds"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
package bulkhead.controls.ing_04

import rego.v1

import data.bulkhead.lib.route

applicable if count(route.public_rules) > 0

settings(rule) := [middleware.settings |
	some middleware in route.middlewares(rule)
	middleware.type == "headers"
]

wanted := ["Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"]

set(rule, "Strict-Transport-Security") if {
	some headers in settings(rule)
	headers.stsSeconds >= data.parameters.hsts_seconds
}

set(rule, "X-Content-Type-Options") if {
	some headers in settings(rule)
	headers.contentTypeNosniff
}

set(rule, "X-Frame-Options") if {
	some headers in settings(rule)
	headers.frameDeny
}

set(rule, "X-Frame-Options") if {
	some headers in settings(rule)
	headers.customFrameOptionsValue
}

# The newer way to say by whom a page may be framed.
set(rule, "X-Frame-Options") if {
	some headers in settings(rule)
	contains(headers.contentSecurityPolicy, "frame-ancestors")
}

set(rule, "Referrer-Policy") if {
	some headers in settings(rule)
	headers.referrerPolicy
}

set(rule, header) if {
	some headers in settings(rule)
	some written, value in headers.customResponseHeaders
	lower(written) == lower(header)
	value != ""
}

removed(rule) if {
	some headers in settings(rule)
	some written, "" in headers.customResponseHeaders
	lower(written) in {"server", "x-powered-by"}
}

violation contains v if {
	route.served_by == "traefik"
	some rule in route.public_rules
	missing := [header | some header in wanted; not set(rule, header)]
	count(missing) > 0
	not route.unseen(rule)
	v := {
		"path": rule.pointer,
		"key": sprintf("%s/headers", [rule.pointer]),
		"message": sprintf("%s answers without %s", [route.name, concat(", ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": concat(", ", wanted),
	}
}

violation contains v if {
	route.served_by == "traefik"
	some rule in route.public_rules
	not removed(rule)
	not route.unseen(rule)
	v := {
		"path": rule.pointer,
		"key": sprintf("%s/revealing", [rule.pointer]),
		"message": sprintf("%s tells by Server and X-Powered-By what serves it", [route.name]),
		"observed": "neither header is removed",
		"expected": "customResponseHeaders with Server and X-Powered-By empty",
		"severity": "low",
	}
}

unknown contains route.unseen(rule) if {
	route.served_by == "traefik"
	some rule in route.public_rules
}

unknown contains "which headers ingress-nginx adds, its ConfigMap says" if route.served_by == "nginx"

unknown contains "headers of this kind of route are not evaluated" if route.served_by in {"gateway", "other"}
