package bulkhead.controls.ing_07_test

import rego.v1

import data.bulkhead.controls.ing_07

route(rule, more) := object.union({"kind": "Route", "protocol": "http", "tenant": "a", "ingressClass": "traefik", "entryPoints": [], "meta": {"id": "r", "name": "r", "resourceKind": "IngressRoute", "apiVersion": "traefik.io/v1alpha1", "namespace": "n"}, "rules": [object.union({"pointer": "/r", "hosts": ["shop"], "paths": [], "backends": [{"name": "web"}], "middlewares": []}, rule)]}, more)

at(path) := {"paths": [{"value": path, "type": "Prefix"}]}

keys(of, more) := out if {
	out := {v.key | some v in ing_07.violation} with input as of with data.platform.kinds as object.union({"Middleware": {"m": {"type": "ipAllowList", "meta": {"name": "m", "namespace": "n"}, "settings": {}}}}, more)
}

test_administrative_paths if {
	every path in ["/web/database", "/dashboard", "/debug", "/metrics", "/admin/realms", "/metrics/x"] {
		keys(route(at(path), {}), {}) == {path}
		keys(route(object.union(at(path), {"middlewares": ["n/m"]}), {}), {}) == set()
		keys(route(object.union(at(path), {"middlewares": ["n/gone"]}), {}), {}) == set()
		keys(route(at(path), {"entryPoints": ["metrics"]}), {}) == set()
	}
	keys(route(at("/metricsx"), {}), {}) == set()
}

test_traefiks_own_services if {
	every name in ["api@internal", "dashboard@internal"] {
		keys(route({"backends": [{"name": name}]}, {}), {}) == {name}
		keys(route({"backends": [{"name": name}], "middlewares": ["n/m"]}, {}), {}) == set()
		keys(route({"backends": [{"name": name}]}, {"entryPoints": ["traefik"]}), {}) == set()
	}
	keys(route({"backends": [{"name": "ping@internal"}]}, {}), {}) == set()
}

ingress(annotation) := route(at("/metrics"), {"ingressClass": "nginx", "meta": {"resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": {sprintf("nginx.ingress.kubernetes.io/%s", [annotation]): "x"}}})

test_annotations_of_nginx_that_guard if {
	every annotation in ["whitelist-source-range", "auth-url", "auth-type", "auth-tls-secret"] {
		keys(ingress(annotation), {}) == set()
		keys(object.union(ingress(annotation), {"meta": {"resourceKind": "IngressRoute"}}), {}) == {"/metrics"}
	}
	keys(ingress("rewrite-target"), {}) == {"/metrics"}
}

asked(of) := out if {
	out := count(ing_07.unknown) with input as of with data.platform.kinds as {"Middleware": {"m": {"type": "ipAllowList", "meta": {"name": "m", "namespace": "n"}, "settings": {}}}}
}

test_middlewares_that_are_elsewhere_may_guard if {
	asked(route(object.union(at("/metrics"), {"middlewares": ["n/gone"]}), {})) == 1
	asked(route({"backends": [{"name": "api@internal"}], "middlewares": ["n/gone"]}, {})) == 1
	asked(route(object.union(at("/shop"), {"middlewares": ["n/gone"]}), {})) == 0
	asked(route(at("/metrics"), {})) == 0
	asked(route(object.union(at("/metrics"), {"middlewares": ["n/m", "n/gone"]}), {})) == 0
}

test_rules_that_cover_the_manager if {
	ing_07.covers_manager({"paths": []})
	every path in ["/", "/web", "/web/"] {
		ing_07.covers_manager({"paths": [{"value": path, "type": "Prefix"}]})
		not ing_07.covers_manager({"paths": [{"value": path, "type": "Exact"}]})
	}
	not ing_07.covers_manager({"paths": [{"value": "/shop", "type": "Prefix"}]})
}

blocked(rule) := out if {
	out := {host | some host in ["shop", "other"]; ing_07.manager_blocked({"hosts": [host]})} with data.platform.kinds.Route as {"r": {"rules": [object.union({"hosts": ["shop"], "paths": [{"value": "/web/database"}], "middlewares": [], "backends": []}, rule)]}}
}

test_rules_that_stand_before_the_manager if {
	blocked({}) == {"shop"}
	blocked({"middlewares": ["m"], "backends": [{}]}) == {"shop"}
	blocked({"backends": [{}]}) == set()
	blocked({"backends": [{}, {}]}) == set()
	blocked({"paths": [{"value": "/web"}]}) == set()
}

says(options, workload) if {
	ing_07.says({"options": options, "workload": workload})
}

test_who_says_whether_the_manager_is_off if {
	says({"list_db": {"value": "False"}}, "w")
	not says({}, "w")
	ing_07.says({"options": {}})
	count(ing_07.instances) == 1 with input.tenant as "a" with data.platform.kinds.OdooInstance as {"o": {"tenant": "a", "options": {}}, "p": {"tenant": "b", "options": {}}, "q": {"tenant": "a", "workload": "w", "options": {}}}
}
