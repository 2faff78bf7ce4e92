package bulkhead.controls.ing_16_test

import rego.v1

import data.bulkhead.controls.ing_16

route(backend, middlewares, more) := object.union({"kind": "Route", "protocol": "http", "ingressClass": "traefik", "entryPoints": [], "meta": {"name": "r", "resourceKind": "IngressRoute", "apiVersion": "traefik.io/v1alpha1", "namespace": "n"}, "rules": [{"pointer": "/r", "hosts": [], "paths": [], "backends": [{"name": backend}], "middlewares": middlewares}]}, more)

middleware(type, settings) := {"type": type, "meta": {"name": "m", "namespace": "n"}, "settings": settings}

found(of, of_type, settings) := out if {
	out := count(ing_16.violation) with input as of with data.platform.kinds as {"Middleware": {"m": middleware(of_type, settings)}, "EdgeProxy": {}}
}

test_types_of_middlewares_that_ask_who_comes if {
	every type in ["forwardAuth", "oidc", "basicAuth", "digestAuth"] {
		found(route("grafana-prometheus", ["n/m"], {}), type, {}) == 0
	}
	found(route("prometheus", ["n/m"], {}), "headers", {}) == 1
	found(route("prometheus", ["n/m"], {}), "plugin", {"keycloak-openid": {}}) == 0
	found(route("prometheus", ["n/m"], {}), "plugin", {"geoblock": {}}) == 1
}

test_consoles_by_the_name_of_the_service if {
	every name in ["prometheus", "kube-prometheus-stack", "api@internal", "dashboard@internal", "prometheus@internal"] {
		found(route(name, [], {}), "headers", {}) == 1
	}
	found(route("odoo", [], {}), "headers", {}) == 0
	found(route("prometheuses", [], {}), "headers", {}) == 0
}

ingress(annotation) := route("prometheus", [], {"ingressClass": "nginx", "meta": {"resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": {sprintf("nginx.ingress.kubernetes.io/%s", [annotation]): "x"}}})

test_annotations_of_nginx_that_ask_who_comes if {
	every annotation in ["auth-url", "auth-type", "auth-tls-secret"] {
		found(ingress(annotation), "headers", {}) == 0
	}
	found(ingress("rewrite-target"), "headers", {}) == 1
	found(object.union(ingress("auth-url"), {"meta": {"resourceKind": "IngressRoute"}}), "headers", {}) == 1
}

test_what_it_looks_at if {
	ing_16.applicable with input as route("prometheus", [], {})
	not ing_16.applicable with input as route("odoo", [], {})
	not ing_16.applicable with input as route("prometheus", [], {"protocol": "tcp"})
	not ing_16.applicable with input as route("prometheus", [], {"entryPoints": ["metrics"]})
}
