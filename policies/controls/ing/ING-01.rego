# METADATA
# title: "Every public route is served over TLS"
# description: >-
#   A login over plain HTTP is a password for whoever is on the way. TLS may be asked for by the route
#   or by its entry point.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/routers/
# custom:
#   id: ING-01
#   severity: critical
#   kinds: [Route]
#   remediation: >-
#     Add tls to the route (for Traefik also: http.tls on the entry point).
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "4.2.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.7", coverage: partial}
package bulkhead.controls.ing_01

import rego.v1

import data.bulkhead.lib.route

applicable if {
	input.protocol == "http"
	not input.meta.resourceKind in {"HTTPRoute", "GRPCRoute"}
	not operational
}

# Routes that only send plain HTTP elsewhere need no TLS.
redirects if {
	some middleware in route.middlewares
	middleware.type in {"redirectScheme", "redirectRegex"}
}

operational if {
	some entry_point in input.entryPoints
	entry_point in {"traefik", "metrics", "internal"}
}

served if input.tls

served if {
	count(input.entryPoints) > 0
	every entry_point in input.entryPoints {
		entry_point in route.tls_entry_points
	}
}

only_redirecting if {
	count(input.entryPoints) > 0
	every entry_point in input.entryPoints {
		entry_point in route.redirecting_entry_points
	}
}

violation contains v if {
	not served
	not redirects
	not only_redirecting
	v := {
		"path": "/spec",
		"message": sprintf("%s is served without TLS", [route.name]),
		"observed": sprintf("no tls; entry points %v", [input.entryPoints]),
		"expected": "tls on the route or on its entry points",
	}
}
