package bulkhead.controls.ing_19_test

import rego.v1

import data.bulkhead.controls.ing_19

test_what_is_below_a_path if {
	ing_19.below("/edi", "/edi")
	ing_19.below("/edi/in", "/edi/")
	not ing_19.below("/edits", "/edi")
}

parameters := {"partnerPaths": ["/edi"], "partnerHosts": ["api"], "authenticateAtEdge": true}

route(middlewares, more) := object.union({"kind": "Route", "protocol": "http", "ingressClass": "traefik", "entryPoints": [], "meta": {"name": "r", "resourceKind": "IngressRoute", "apiVersion": "traefik.io/v1alpha1", "namespace": "n"}, "rules": [{"pointer": "/r", "hosts": ["shop.example"], "paths": [{"value": "/edi/in", "type": "Prefix"}], "backends": [{"name": "odoo"}], "middlewares": middlewares}]}, more)

judged(of, type, settings, more) := out if {
	out := [count(ing_19.violation), count(ing_19.unknown)] with input as of
		with data.platform.kinds as object.union({"Middleware": {"m": {"type": type, "meta": {"name": "m", "namespace": "n"}, "settings": settings}}}, more)
		with data.parameters as parameters
}

guarded := route(["n/m"], {})

test_middlewares_that_authenticate if {
	every type in ["forwardAuth", "basicAuth", "digestAuth", "passTLSClientCert"] {
		judged(guarded, type, {}, {}) == [0, 0]
	}
	judged(guarded, "headers", {}, {}) == [1, 0]
	every plugin in ["jwt", "OAuth2", "oidc", "hmac", "apikey", "api-key", "signature", "token-check"] {
		judged(guarded, "plugin", {plugin: {}}, {}) == [0, 0]
	}
	judged(guarded, "plugin", {"geoblock": {}}, {}) == [1, 0]
	judged(guarded, "headers", {"jwt": {}}, {}) == [1, 0]
}

ingress(annotation) := route([], {"ingressClass": "nginx", "meta": {"resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": {sprintf("nginx.ingress.kubernetes.io/%s", [annotation]): "x"}}})

test_annotations_of_nginx_that_authenticate if {
	every annotation in ["auth-url", "auth-type", "auth-tls-secret"] {
		judged(ingress(annotation), "headers", {}, {}) == [0, 0]
		judged(object.union(ingress(annotation), {"meta": {"resourceKind": "IngressRoute"}}), "headers", {}, {}) == [1, 0]
	}
	judged(ingress("rewrite-target"), "headers", {}, {}) == [1, 0]
}

policy(type, meta) := {"TlsPolicy": {"t": {"clientAuthType": type, "meta": meta}}}

with_options(name) := route([], {"tls": {"options": name}})

test_certificates_of_clients if {
	own := {"name": "mtls", "namespace": "n"}
	every type in ["RequireAndVerifyClientCert", "RequireAnyClientCert"] {
		every name in ["mtls", "n/mtls", "mtls@file"] {
			judged(with_options(name), "headers", {}, policy(type, own)) == [0, 0]
		}
	}
	judged(with_options("mtls"), "headers", {}, policy("RequestClientCert", own)) == [1, 0]
	judged(with_options("other"), "headers", {}, policy("RequireAnyClientCert", own)) == [1, 0]
	judged(with_options("/mtls"), "headers", {}, policy("RequireAnyClientCert", {"name": "mtls"})) == [0, 0]
}

test_where_the_edge_need_not_authenticate_the_application_is_asked if {
	count(ing_19.unknown) == 1 with input as guarded with data.platform.kinds as {"Middleware": {"m": {"type": "headers", "meta": {"name": "m", "namespace": "n"}, "settings": {}}}} with data.parameters as object.union(parameters, {"authenticateAtEdge": false})
	count(ing_19.violation) == 0 with input as guarded with data.platform.kinds as {"Middleware": {"m": {"type": "headers", "meta": {"name": "m", "namespace": "n"}, "settings": {}}}} with data.parameters as object.union(parameters, {"authenticateAtEdge": false})
}

test_partners_by_path_or_host if {
	of_host := {"rules": [{"pointer": "/r", "hosts": ["api.example"], "paths": [], "backends": [], "middlewares": []}]}
	ing_19.partner(of_host.rules[0]) == "host api.example" with data.parameters as parameters
	ing_19.partner(guarded.rules[0]) == "path /edi/in" with data.parameters as parameters
	not ing_19.partner({"hosts": ["apis.example"], "paths": [{"value": "/"}]}) with data.parameters as parameters
}
