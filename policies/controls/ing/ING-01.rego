# METADATA
# title: "Every public route is served over TLS"
# description: >-
#   A login over plain HTTP is a password for whoever is on the way. TLS may be asked for by the route
#   or by its entry point.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/routers/
#   - https://gateway-api.sigs.k8s.io/guides/tls/
# custom:
#   id: ING-01
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
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
	not route.operational
}

plain_rules := [rule | some rule in input.rules; not route.redirects(rule)]

served if {
	input.tls
	not certificates_only
}

# Of an Ingress, Traefik takes the certificates; TLS is what an annotation or the entry point asks for
# (doc.traefik.io, Traefik & Kubernetes with Ingress).
certificates_only if {
	input.meta.resourceKind == "Ingress"
	route.served_by == "traefik"
	not asked
}

asked if input.meta.annotations["traefik.ingress.kubernetes.io/router.tls"] == "true"

asked if {
	some annotation, _ in input.meta.annotations
	startswith(annotation, "traefik.ingress.kubernetes.io/router.tls.")
}

served if {
	route.served_by == "traefik"
	count(route.used) > 0
	every entry_point in route.used {
		encrypts(entry_point)
	}
}

# Load balancers that end TLS themselves say so by annotation.
served if ends_elsewhere

ends_elsewhere if input.meta.annotations["alb.ingress.kubernetes.io/certificate-arn"]

ends_elsewhere if input.meta.annotations["kubernetes.io/ingress.allow-http"] == "false"

encrypts(entry_point) if entry_point in route.tls_entry_points

encrypts(entry_point) if entry_point in route.redirecting_entry_points

violation contains v if {
	route.served_by in {"nginx", "other"}
	count(plain_rules) > 0
	not served
	v := finding("no tls")
}

violation contains v if {
	route.served_by == "traefik"
	count(plain_rules) > 0
	not served
	count(route.outside) == 0
	v := finding(sprintf("no tls on the route, nor on its entry points (%s)", [concat(", ", sort(route.used))]))
}

finding(observed) := {
	"path": trim_right(route.field(""), "/"),
	"key": "tls",
	"message": sprintf("%s is served without TLS", [route.name]),
	"observed": observed,
	"expected": "tls on the route or on its entry points",
}

unknown contains reason if {
	route.served_by == "traefik"
	count(plain_rules) > 0
	not served
	count(route.outside) > 0
	reason := sprintf("the route asks for no TLS, and whether its entry points (%s) do is not in this input", [concat(", ", sort(route.outside))])
}

# Routes of the Gateway API are on listeners of gateways.
violation contains v if {
	route.served_by == "gateway"
	count(plain_rules) > 0
	some parent in input.entryPoints
	some listener in route.listeners(parent)
	listener.protocol == "HTTP"
	v := {
		"path": "/spec/parentRefs",
		"key": sprintf("%s/%s", [parent, listener.name]),
		"message": sprintf("%s is served without TLS by listener %s of gateway %s", [route.name, listener.name, parent]),
		"observed": sprintf("protocol HTTP on port %d", [listener.port]),
		"expected": "a listener with protocol HTTPS, or a rule that redirects",
		"fix": "Attach the route to a listener with protocol HTTPS, or add a RequestRedirect filter.",
	}
}

unknown contains reason if {
	route.served_by == "gateway"
	some reason in route.unseen_gateways
}

# A certificate for some hosts leaves the others in the clear (Kubernetes, Ingress, TLS).
violation contains v if {
	input.meta.resourceKind == "Ingress"
	route.served_by in {"nginx", "other"}
	input.tls
	not ends_elsewhere
	count(input.tls.hosts) > 0
	some rule in plain_rules
	some host in rule.hosts
	not covered(host)
	v := {
		"path": rule.pointer,
		"key": sprintf("host %s", [host]),
		"message": sprintf("%s serves %s without TLS", [route.name, host]),
		"observed": sprintf("tls for %s", [concat(", ", input.tls.hosts)]),
		"expected": sprintf("tls for %s, too", [host]),
	}
}

covered(host) if host in input.tls.hosts

covered(host) if {
	labels := split(host, ".")
	sprintf("*.%s", [concat(".", array.slice(labels, 1, count(labels)))]) in input.tls.hosts
}
