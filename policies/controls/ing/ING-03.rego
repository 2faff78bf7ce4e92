# METADATA
# title: "HTTP redirects to HTTPS"
# description: >-
#   Whoever types a name without https:// comes by plain HTTP first; only a redirect takes him on.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/entrypoints/#redirection
#   - https://kubernetes.github.io/ingress-nginx/user-guide/tls/
# custom:
#   id: ING-03
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [EdgeProxy, Route]
#   remediation: >-
#     Set http.redirections.entryPoint on the plain entry point, or a redirectScheme middleware on each of
#     its routes.
#   example: |
#     entryPoints:
#       web:
#         address: ":80"
#         http:
#           redirections:
#             entryPoint: {to: websecure, scheme: https}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "4.2.1", coverage: partial}
package bulkhead.controls.ing_03

import rego.v1

import data.bulkhead.lib.edge
import data.bulkhead.lib.route

applicable if {
	input.kind == "EdgeProxy"
	count(plain) > 0
}

applicable if edge.rest

applicable if {
	input.kind == "Route"
	input.tls
	route.served_by == "nginx"
}

# Entry points for plain HTTP, by their port or their name.
plain contains entry_point if {
	some entry_point, entry in input.settings.entryPoints
	not entry_point in route.operational_entry_points
	not entry_point in route.tls_entry_points
	for_http(entry_point, object.get(entry, "address", ""))
}

for_http(_, address) if regex.match(`:(80|8000|8080)(/tcp)?$`, address)

for_http(entry_point, _) if entry_point in {"web", "http"}

violation contains v if {
	some entry_point in plain
	not entry_point in route.redirecting_entry_points
	not every_route_redirects(entry_point)
	not edge.rest
	v := {
		"path": place(entry_point),
		"key": entry_point,
		"message": sprintf("entry point %s serves plain HTTP and redirects nobody", [entry_point]),
		"observed": sprintf("%s without http.redirections.entryPoint", [input.settings.entryPoints[entry_point].address]),
		"expected": "a redirection to an entry point with TLS",
		"fix": "Set http.redirections.entryPoint on it.",
	}
}

place(entry_point) := object.get(input.settingPointers, sprintf("entryPoints.%s", [entry_point]), "")

every_route_redirects(entry_point) if {
	own := [other |
		some other in data.platform.kinds.Route
		entry_point in other.entryPoints
	]
	count(own) > 0
	every other in own {
		every rule in other.rules {
			redirecting(rule)
		}
	}
}

redirecting(rule) if {
	some reference in rule.middlewares
	some middleware in route.by_reference[reference]
	middleware.type in {"redirectScheme", "redirectRegex"}
}

# ingress-nginx redirects where there is TLS, unless it is told not to.
violation contains v if {
	input.kind == "Route"
	some annotation in ["ssl-redirect", "force-ssl-redirect"]
	route.nginx(annotation) == "false"
	not forced
	v := {
		"path": sprintf("/metadata/annotations/nginx.ingress.kubernetes.io~1%s", [annotation]),
		"key": "ssl-redirect",
		"message": sprintf("%s serves plain HTTP beside TLS", [route.name]),
		"observed": sprintf("%s: \"false\"", [annotation]),
		"expected": "the default, which redirects",
		"fix": "Remove the annotation.",
	}
}

forced if {
	some annotation in ["ssl-redirect", "force-ssl-redirect"]
	route.nginx(annotation) == "true"
}

unknown contains edge.rest
