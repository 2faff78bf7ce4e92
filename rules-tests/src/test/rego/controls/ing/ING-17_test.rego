package bulkhead.controls.ing_17_test

import rego.v1

import data.bulkhead.controls.ing_17

transport(kind, more) := object.union({"kind": "ServersTransport", "insecureSkipVerify": true, "meta": {"name": "t", "resourceKind": kind, "apiVersion": "traefik.io/v1alpha1"}}, more)

paths(of) := out if {
	out := {v.path | some v in ing_17.violation} with input as of
}

test_transports_that_take_any_certificate if {
	paths(transport("ServersTransport", {})) == {"/spec/insecureSkipVerify"}
	paths(transport("ServersTransportTCP", {})) == {"/spec/tls/insecureSkipVerify"}
	paths(transport("ServersTransport", {"insecureSkipVerify": false})) == set()
	paths(transport("ServersTransport", {"kind": "Other"})) == set()
}

proxy(settings) := {"kind": "EdgeProxy", "meta": {"name": "t"}, "settings": settings, "settingPointers": {"serversTransport.insecureSkipVerify": "/http", "tcpServersTransport.tls.insecureSkipVerify": "/tcp"}}

test_a_proxy_that_takes_any_certificate if {
	paths(proxy({"serversTransport": {"insecureSkipVerify": true}})) == {"/http"}
	paths(proxy({"tcpServersTransport": {"tls": {"insecureSkipVerify": true}}})) == {"/tcp"}
	paths(proxy({"serversTransport": {"insecureSkipVerify": false}})) == set()
	paths(proxy({})) == set()
	paths(object.union(proxy({"serversTransport": {"insecureSkipVerify": true}}), {"kind": "Other"})) == set()
}

ingress(protocol, more) := {"kind": "Route", "ingressClass": "nginx", "meta": {"name": "i", "resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": object.union({"nginx.ingress.kubernetes.io/backend-protocol": protocol}, more)}}

test_ingresses_that_do_not_verify if {
	count(paths(ingress("HTTPS", {}))) == 1
	count(paths(ingress("HTTPS", {"nginx.ingress.kubernetes.io/proxy-ssl-verify": "off"}))) == 1
	paths(ingress("HTTPS", {"nginx.ingress.kubernetes.io/proxy-ssl-verify": "on"})) == set()
	paths(object.union(ingress("HTTPS", {}), {"kind": "Other"})) == set()
}

test_what_it_looks_at if {
	every protocol in ["HTTPS", "GRPCS"] {
		ing_17.applicable with input as ingress(protocol, {})
		not ing_17.applicable with input as object.union(ingress(protocol, {}), {"kind": "Other"})
		not ing_17.applicable with input as object.union(ingress(protocol, {}), {"meta": {"resourceKind": "IngressRoute"}})
	}
	not ing_17.applicable with input as ingress("HTTP", {})
	ing_17.applicable with input as transport("ServersTransport", {})
	ing_17.applicable with input as proxy({})
}
