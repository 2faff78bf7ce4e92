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
import data.bulkhead.lib.setting

applicable if count(route.public_rules) > 0

settings(rule) := [middleware.settings |
	some middleware in route.middlewares(rule)
	middleware.type == "headers"
]

wanted := ["Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"]

set(rule, "Strict-Transport-Security") if {
	some headers in settings(rule)
	to_number(headers.stsSeconds) >= data.parameters.hsts_seconds
}

set(rule, "X-Content-Type-Options") if {
	some headers in settings(rule)
	setting.is_true(headers.contentTypeNosniff)
}

set(rule, "X-Frame-Options") if {
	some headers in settings(rule)
	setting.is_true(headers.frameDeny)
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
		"fix": "Set Server and X-Powered-By to \"\" under customResponseHeaders of a headers middleware.",
		"severity": "low",
	}
}

unknown contains route.unseen(rule) if {
	route.served_by == "traefik"
	some rule in route.public_rules
}

# ingress-nginx: what the ConfigMap of its controller, and annotations of the route, add. With its
# defaults it sends Strict-Transport-Security for half a year and hides its own name.
# namespace/name of a ConfigMap whose keys are headers.
header_map(reference) := found if {
	parts := split(reference, "/")
	some found in object.get(data.platform.namespaces, [parts[0], "ConfigMap"], {})
	found.meta.name == parts[1]
}

header_references contains route.nginx_controller.content["add-headers"]

header_references contains route.nginx("custom-headers")

unresolved := {reference | some reference in header_references; reference != ""; not header_map(reference)}

by_nginx contains lower(header) if {
	some reference in header_references
	some header in header_map(reference).keys
}

by_nginx contains "strict-transport-security" if {
	lower(object.get(route.nginx_controller.content, "hsts", "true")) == "true"
	to_number(object.get(route.nginx_controller.content, "hsts-max-age", "15724800")) >= data.parameters.hsts_seconds
}

by_nginx contains lower(header) if {
	some header in wanted
	some line in regex.split(`[;{\n]`, route.nginx("configuration-snippet"))
	regex.match(`^\s*(more_set_headers|add_header)\s`, line)
	contains(lower(line), lower(header))
}

judged_by_nginx if {
	route.served_by == "nginx"
	route.nginx_controller
	count(unresolved) == 0
	count(route.public_rules) > 0
}

violation contains v if {
	judged_by_nginx
	missing := [header | some header in wanted; not lower(header) in by_nginx]
	count(missing) > 0
	v := {
		"path": "",
		"key": "headers",
		"message": sprintf("%s answers without %s", [route.name, concat(", ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": concat(", ", wanted),
		"proof": [{"message": "the controller's ConfigMap does not add them", "entity": route.nginx_controller.meta.id, "pointer": "/data"}],
	}
}

violation contains v if {
	judged_by_nginx
	lower(object.get(route.nginx_controller.content, "server-tokens", "false")) == "true"
	v := {
		"path": "",
		"key": "revealing",
		"message": sprintf("%s tells by Server what serves it", [route.name]),
		"observed": "server-tokens: true",
		"expected": "server-tokens: false",
		"fix": "Set server-tokens: \"false\" in the ConfigMap of the controller.",
		"severity": "low",
		"proof": [{"message": "the controller's ConfigMap lets the version be sent", "entity": route.nginx_controller.meta.id, "pointer": "/data/server-tokens"}],
	}
}

unknown contains "which headers ingress-nginx adds, the ConfigMap of its controller says, which is not in this input" if {
	route.served_by == "nginx"
	count(route.nginx_controllers) == 0
}

unknown contains "which of several controllers of ingress-nginx serves the route, and adds headers, cannot be told" if {
	route.served_by == "nginx"
	count(route.nginx_controllers) > 1
}

unknown contains sprintf("the ConfigMap %s, whose headers ingress-nginx adds, is not in this input", [reference]) if {
	route.served_by == "nginx"
	some reference in unresolved
}

unknown contains "headers of this kind of route are not evaluated" if route.served_by in {"gateway", "other"}
