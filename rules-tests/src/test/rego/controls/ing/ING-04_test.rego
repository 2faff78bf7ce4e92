package bulkhead.controls.ing_04_test

import rego.v1

import data.bulkhead.controls.ing_04

route(more) := object.union({"kind": "Route", "protocol": "http", "ingressClass": "traefik", "entryPoints": [], "meta": {"name": "r", "resourceKind": "IngressRoute", "apiVersion": "traefik.io/v1alpha1", "namespace": "n"}, "rules": [{"pointer": "/r", "hosts": [], "paths": [], "backends": [{"name": "odoo"}], "middlewares": ["n/m"]}]}, more)

judged(type, settings) := out if {
	out := {v.observed | some v in ing_04.violation} with input as route({})
		with data.platform.kinds as {"Middleware": {"m": {"type": type, "meta": {"name": "m", "namespace": "n"}, "settings": settings}}}
		with data.parameters.hsts_seconds as 100
}

hidden := {"customResponseHeaders": {"Server": ""}}

complete := object.union(hidden, {"stsSeconds": 100, "contentTypeNosniff": true, "frameDeny": true, "referrerPolicy": "same-origin"})

test_a_middleware_that_sets_all_headers if {
	judged("headers", complete) == set()
	judged("chain", complete) == {"missing: Strict-Transport-Security, X-Content-Type-Options, X-Frame-Options, Referrer-Policy", "neither header is removed"}
	judged("headers", object.union(complete, {"stsSeconds": 99})) == {"missing: Strict-Transport-Security"}
	judged("headers", object.union(complete, {"contentTypeNosniff": false})) == {"missing: X-Content-Type-Options"}
	judged("headers", object.union(complete, {"frameDeny": false})) == {"missing: X-Frame-Options"}
	judged("headers", object.remove(complete, ["referrerPolicy"])) == {"missing: Referrer-Policy"}
	judged("headers", object.remove(complete, ["customResponseHeaders"])) == {"neither header is removed"}
}

test_who_may_frame_a_page_is_said_in_three_ways if {
	bare := object.remove(complete, ["frameDeny"])
	judged("headers", object.union(bare, {"customFrameOptionsValue": "SAMEORIGIN"})) == set()
	judged("headers", object.union(bare, {"contentSecurityPolicy": "default-src x; frame-ancestors none"})) == set()
	judged("headers", object.union(bare, {"contentSecurityPolicy": "default-src x"})) == {"missing: X-Frame-Options"}
}

test_headers_by_their_names if {
	bare := object.remove(complete, ["referrerPolicy"])
	judged("headers", object.union(bare, {"customResponseHeaders": {"referrer-policy": "no-referrer"}})) == set()
	judged("headers", object.union(bare, {"customResponseHeaders": {"referrer-policy": ""}})) == {"missing: Referrer-Policy"}
	judged("headers", object.union(object.remove(complete, ["customResponseHeaders"]), {"customResponseHeaders": {"x-powered-by": ""}})) == set()
	judged("headers", object.union(object.remove(complete, ["customResponseHeaders"]), {"customResponseHeaders": {"via": ""}})) == {"neither header is removed"}
	judged("headers", object.union(object.remove(complete, ["customResponseHeaders"]), {"customResponseHeaders": {"server": "x"}})) == {"neither header is removed"}
}

ingress(annotations) := route({"ingressClass": "nginx", "meta": {"resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": {sprintf("nginx.ingress.kubernetes.io/%s", [name]): value | some name, value in annotations}}})

controller(content) := {"kinds": {"Configuration": {"c": {"type": "ingress-nginx", "meta": {"id": "c"}, "content": content}, "other": {"type": "loki", "meta": {"id": "other"}, "content": {}}}}, "namespaces": {"n": {"ConfigMap": {"h": {"meta": {"name": "headers"}, "keys": ["X-Content-Type-Options", "X-Frame-Options"]}, "i": {"meta": {"name": "others"}, "keys": ["Referrer-Policy"]}}}}}

by_nginx(annotations, content, seconds) := out if {
	out := [{v.observed | some v in ing_04.violation}, count(ing_04.unknown)] with input as ingress(annotations)
		with data.platform as controller(content)
		with data.parameters.hsts_seconds as seconds
}

snippet(text) := {"configuration-snippet": text}

three := "more_set_headers \"X-Frame-Options: DENY\";\nadd_header X-Content-Type-Options nosniff;\n  add_header Referrer-Policy x;"

test_headers_that_nginx_adds if {
	by_nginx(snippet(three), {}, 15724800) == [set(), 0]
	by_nginx(snippet(three), {}, 15724801) == [{"missing: Strict-Transport-Security"}, 0]
	by_nginx(snippet(three), {"hsts-max-age": "50"}, 50) == [set(), 0]
	by_nginx(snippet(three), {"hsts-max-age": "50"}, 51) == [{"missing: Strict-Transport-Security"}, 0]
	by_nginx(snippet(three), {"hsts": "False"}, 1) == [{"missing: Strict-Transport-Security"}, 0]
	by_nginx(snippet("# Referrer-Policy; more_clear_headers X-Frame-Options;\nadd_header X-Content-Type-Options x"), {}, 1) == [{"missing: X-Frame-Options, Referrer-Policy"}, 0]
	by_nginx(snippet(three), {"server-tokens": "True"}, 1) == [{"server-tokens: true"}, 0]
	by_nginx(snippet(three), {"server-tokens": "false"}, 1) == [set(), 0]
}

test_headers_of_a_config_map if {
	by_nginx({}, {"add-headers": "n/headers"}, 1) == [{"missing: Referrer-Policy"}, 0]
	by_nginx({"custom-headers": "n/others"}, {"add-headers": "n/headers"}, 1) == [set(), 0]
	by_nginx({}, {"add-headers": ""}, 1) == [{"missing: X-Content-Type-Options, X-Frame-Options, Referrer-Policy"}, 0]
	by_nginx({}, {"add-headers": "n/gone"}, 1) == [set(), 1]
}

asked(of, kinds) := out if {
	out := count(ing_04.unknown) with input as of with data.platform as {"kinds": kinds, "namespaces": {}}
}

test_what_is_asked_for if {
	one := {"type": "ingress-nginx", "meta": {"id": "c"}, "content": {}}
	asked(ingress({}), {}) == 1
	asked(ingress({}), {"Configuration": {"c": one}}) == 0
	asked(ingress({}), {"Configuration": {"c": one, "d": one}}) == 1
	asked(route({"meta": {"resourceKind": "HTTPRoute"}}), {}) == 1
	asked(route({"ingressClass": "gce", "meta": {"resourceKind": "Ingress"}}), {}) == 1
}
