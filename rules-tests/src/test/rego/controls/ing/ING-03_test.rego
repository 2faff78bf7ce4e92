package bulkhead.controls.ing_03_test

import rego.v1

import data.bulkhead.controls.ing_03

proxy(entry_points, more) := object.union({"kind": "EdgeProxy", "meta": {"name": "t"}, "settings": {"entryPoints": entry_points}, "settingPointers": {}}, more)

keys(of, routes) := out if {
	out := {v.key | some v in ing_03.violation} with input as of
		with data.platform.kinds as {"EdgeProxy": {"p": of}, "Route": routes, "Middleware": {
			"s": {"type": "redirectScheme", "meta": {"name": "scheme", "namespace": "n"}},
			"r": {"type": "redirectRegex", "meta": {"name": "regex", "namespace": "n"}},
			"h": {"type": "headers", "meta": {"name": "headers", "namespace": "n"}},
		}}
}

test_entry_points_for_plain_http if {
	every address in [":80", ":8000", "0.0.0.0:8080", ":80/tcp"] {
		keys(proxy({"x": {"address": address}}, {}), {}) == {"x"}
	}
	keys(proxy({"x": {"address": ":443"}}, {}), {}) == set()
	keys(proxy({"web": {"address": ":1"}, "http": {"address": ":2"}}, {}), {}) == {"web", "http"}
	keys(proxy({"web": {"address": ":80", "http": {"tls": {}}}}, {}), {}) == set()
	keys(proxy({"web": {"address": ":80", "http": {"redirections": {"entryPoint": {"to": "websecure"}}}}}, {}), {}) == set()
	keys(proxy({"metrics": {"address": ":8080"}}, {}), {}) == set()
	keys(proxy({"web": {"address": ":80"}}, {"partial": true}), {}) == set()
}

route(entry_point, middlewares) := {"r": {"entryPoints": [entry_point], "rules": [{"middlewares": middlewares}]}}

test_routes_that_all_redirect if {
	plain := proxy({"web": {"address": ":80"}}, {})
	keys(plain, route("web", ["n/scheme"])) == set()
	keys(plain, route("web", ["n/regex"])) == set()
	keys(plain, route("web", ["n/headers"])) == {"web"}
	keys(plain, route("other", ["n/scheme"])) == {"web"}
	keys(plain, {"r": {"entryPoints": ["web"], "rules": [{"middlewares": ["n/scheme"]}, {"middlewares": []}]}}) == {"web"}
}

ingress(annotations) := {"kind": "Route", "tls": {}, "ingressClass": "nginx", "meta": {"name": "i", "resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": {sprintf("nginx.ingress.kubernetes.io/%s", [name]): value | some name, value in annotations}}}

test_nginx_redirects_unless_it_is_told_not_to if {
	keys(ingress({}), {}) == set()
	keys(ingress({"ssl-redirect": "false"}), {}) == {"ssl-redirect"}
	keys(ingress({"force-ssl-redirect": "false"}), {}) == {"ssl-redirect"}
	keys(ingress({"ssl-redirect": "false", "force-ssl-redirect": "true"}), {}) == set()
	keys(ingress({"ssl-redirect": "true", "force-ssl-redirect": "false"}), {}) == set()
	keys(object.union(ingress({"ssl-redirect": "false"}), {"kind": "Other"}), {}) == set()
}

test_what_it_looks_at if {
	ing_03.applicable with input as proxy({"web": {"address": ":80"}}, {}) with data.platform.kinds as {}
	not ing_03.applicable with input as proxy({}, {}) with data.platform.kinds as {}
	not ing_03.applicable with input as object.union(proxy({"web": {"address": ":80"}}, {}), {"kind": "Other"}) with data.platform.kinds as {}
	ing_03.applicable with input as ingress({})
	not ing_03.applicable with input as object.remove(ingress({}), ["tls"])
	not ing_03.applicable with input as object.union(ingress({}), {"kind": "Other"})
	not ing_03.applicable with input as object.union(ingress({}), {"meta": {"resourceKind": "IngressRoute"}})
}
