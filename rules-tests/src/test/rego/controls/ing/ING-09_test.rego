package bulkhead.controls.ing_09_test

import rego.v1

import data.bulkhead.controls.ing_09

route(tls, more) := object.union({"kind": "Route", "protocol": "http", "meta": {"name": "r", "namespace": "n", "resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": {}}, "tls": object.union({"pointer": "/tls"}, tls)}, more)

platform(more) := object.union({"scope": "complete", "approvedIssuers": [], "kinds": {"EdgeProxy": {"p": {"settings": {"certificatesResolvers": {"le": {}}}}}}}, more)

keys(of, more) := out if {
	out := {v.key | some v in ing_09.violation} with input as of with data.platform as platform(more)
}

own := route({"secretName": "cert"}, {})

annotated(name, value) := object.union(own, {"meta": {"annotations": {name: value}}})

certificate(version, kind, namespace) := {"kinds": {"Resource": {"c": {"meta": {"apiVersion": version, "resourceKind": kind, "namespace": namespace}, "object": {"spec": {"secretName": "cert", "issuerRef": {"name": "ca"}}}}}}}

test_who_renews_a_certificate if {
	keys(own, {}) == {"cert"}
	keys(annotated("cert-manager.io/cluster-issuer", "ca"), {}) == set()
	keys(annotated("cert-manager.io/issuer", "ca"), {}) == set()
	keys(annotated("kubernetes.io/tls-acme", "true"), {}) == set()
	keys(annotated("kubernetes.io/tls-acme", "false"), {}) == {"cert"}
	keys(annotated("other", "ca"), {}) == {"cert"}
	keys(own, certificate("cert-manager.io/v1", "Certificate", "n")) == set()
	keys(own, certificate("cert-manager.io/v1", "Certificate", "m")) == {"cert"}
	keys(own, certificate("cert-manager.io/v1", "Issuer", "n")) == {"cert"}
	keys(own, certificate("acme.dev/v1", "Certificate", "n")) == {"cert"}
	keys(own, {"scope": "partial"}) == set()
	count(ing_09.unknown) == 1 with input as own with data.platform as platform({"scope": "partial"})
}

test_approved_issuers if {
	approved := {"approvedIssuers": ["ca"]}
	keys(annotated("cert-manager.io/cluster-issuer", "ca"), approved) == set()
	every annotation in ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer"] {
		keys(annotated(annotation, "other"), approved) == {"other"}
	}
	keys(route({"certResolver": "le"}, {}), approved) == {"le"}
	keys(route({"certResolver": "le"}, {}), {}) == set()
}

test_resolvers_that_traefik_has if {
	keys(route({"certResolver": "le"}, {}), {}) == set()
	keys(route({"certResolver": "gone"}, {}), {}) == {"resolver"}
	keys(route({"certResolver": "gone"}, {}), {"approvedIssuers": ["ca"]}) == {"resolver"}
	keys(route({"certResolver": "gone"}, {}), {"scope": "partial"}) == set()
	count(ing_09.violation) == 0 with input as route({"certResolver": "gone"}, {}) with data.platform as {"scope": "complete", "approvedIssuers": [], "kinds": {"EdgeProxy": {}}}
}

test_what_it_looks_at if {
	ing_09.applicable with input as own
	ing_09.applicable with input as route({"certResolver": "le"}, {})
	not ing_09.applicable with input as route({}, {})
	not ing_09.applicable with input as route({"secretName": "cert", "passthrough": true}, {})
	not ing_09.applicable with input as object.remove(own, ["tls"])
}
