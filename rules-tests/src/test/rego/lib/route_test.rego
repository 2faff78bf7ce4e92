package bulkhead.lib.route_test

import rego.v1

import data.bulkhead.lib.route

object_of(kind, more) := object.union({"kind": "Route", "protocol": "http", "entryPoints": [], "rules": [], "meta": {"apiVersion": "x/v1", "resourceKind": kind, "name": "web", "namespace": "n", "annotations": {}}}, more)

in_file := {"kind": "Route", "protocol": "http", "entryPoints": [], "rules": [], "meta": {"resourceKind": "router", "name": "web"}}

test_objects_have_a_specification_and_files_have_none if {
	route.name == "Ingress web" with input as object_of("Ingress", {})
	route.field("rules") == "/spec/rules" with input as object_of("Ingress", {})
	route.name == "router web" with input as in_file
	route.field("rules") == "/rules" with input as in_file
}

served(given, by) if route.served_by == by with input as given with data.platform.kinds as {}

annotated(name) := object_of("Ingress", {"meta": {"annotations": {name: "x"}}})

test_who_serves_a_route if {
	served(object_of("HTTPRoute", {}), "gateway")
	served(object_of("GRPCRoute", {}), "gateway")
	served(object_of("IngressRoute", {}), "traefik")
	served(object_of("Ingress", {"ingressClass": "nginx-public"}), "nginx")
	served(annotated("nginx.ingress.kubernetes.io/auth-url"), "nginx")
	served(object_of("Ingress", {"ingressClass": "traefik-public"}), "traefik")
	served(annotated("traefik.ingress.kubernetes.io/router.tls"), "traefik")
	served(object_of("Ingress", {"ingressClass": "haproxy"}), "other")
	served(annotated("example.org/x"), "other")
}

proxies(settings) := {"EdgeProxy": {"p": {"settings": {"entryPoints": settings}}}}

test_an_ingress_of_nobody_is_traefiks_where_there_is_one if {
	route.served_by == "traefik" with input as object_of("Ingress", {}) with data.platform.kinds as proxies({"web": {}})
}

test_annotations_of_nginx if {
	route.nginx("auth-url") == "x" with input as annotated("nginx.ingress.kubernetes.io/auth-url")
	not route.nginx("auth-type") with input as annotated("nginx.ingress.kubernetes.io/auth-url")
}

used(names, settings) := found if {
	found := route.used with input as object_of("IngressRoute", {"entryPoints": names}) with data.platform.kinds as proxies(settings)
}

test_entry_points_that_are_used if {
	used(["web"], {"web": {}, "other": {"asDefault": true}}) == {"web"}
	used([], {"web": {"asDefault": true}, "other": {}}) == {"web"}
	used([], {"web": {}, "other": {"asDefault": false}}) == {"web", "other"}
	used([], {"web": {}, "traefik": {}, "metrics": {}, "internal": {}, "ping": {}}) == {"web"}
}

outside(names, settings) := found if {
	found := route.outside with input as object_of("IngressRoute", {"entryPoints": names}) with data.platform.kinds as proxies(settings)
}

test_entry_points_that_nothing_says_more_about if {
	outside(["web"], {"web": {"address": ":80"}}) == set()
	outside(["web", "secure"], {"web": {"address": ":80"}}) == {"secure"}
	outside([], {}) == {"default"}
}

test_traefiks_own_entry_points if {
	every name in ["traefik", "metrics", "internal", "ping"] {
		route.operational with input as object_of("IngressRoute", {"entryPoints": ["web", name]})
	}
	not route.operational with input as object_of("IngressRoute", {"entryPoints": ["web"]})
}

test_entry_points_with_tls_and_those_that_redirect if {
	settings := {
		"plain": {"http": {}},
		"tls": {"http": {"tls": {}}},
		"resolver": {"http": {"tls": {"certResolver": "le"}}},
		"to": {"http": {"redirections": {"entryPoint": {"to": "tls"}}}},
		"scheme": {"http": {"redirections": {"entryPoint": {"scheme": "https"}}}},
		"permanent": {"http": {"redirections": {"entryPoint": {"permanent": true}}}},
	}
	route.tls_entry_points == {"tls", "resolver"} with data.platform.kinds as proxies(settings)
	route.redirecting_entry_points == {"to", "scheme"} with data.platform.kinds as proxies(settings)
}

middleware(name, type, settings) := {"meta": {"namespace": "n", "name": name}, "type": type, "settings": settings}

platform := object.union(
	proxies({
		"web": {"http": {"middlewares": ["both@file", "n-web@kubernetescrd", "plain"]}},
		"secure": {"http": {"middlewares": ["both@file"], "tls": {}}},
		"old": {"http": {"redirections": {"entryPoint": {"to": "secure"}}}},
	}),
	{"Middleware": {
		"a": middleware("limit", "rateLimit", {}),
		"b": middleware("all", "chain", {"middlewares": [{"name": "limit"}, {"name": "deep", "namespace": "m"}, {"name": "far@file"}, "near", "at@file"]}),
		"c": {"meta": {"namespace": "m", "name": "deep"}, "type": "chain", "settings": {"middlewares": [{"name": "last"}]}},
		"d": {"meta": {"name": "both"}, "type": "headers", "settings": {}},
		"e": {"meta": {"name": "plain"}, "type": "compress", "settings": {}},
		"f": middleware("to-tls", "redirectScheme", {}),
		"g": middleware("away", "redirectRegex", {}),
	}},
)

references(names, rule) := found if {
	found := route.references(rule) with input as object_of("IngressRoute", {"entryPoints": names}) with data.platform.kinds as platform
}

test_middlewares_of_rule_entry_points_and_chains if {
	references(["web"], {"middlewares": ["n/limit"]}) == {"n/limit", "both@file", "n-web@kubernetescrd", "plain@file"}
	references(["web", "secure"], {"middlewares": []}) == {"both@file"}
	references(["secure", "old"], {"middlewares": []}) == {"both@file"}
	references(["old"], {"middlewares": ["n/all"]}) == {"n/all", "n/limit", "m/deep", "far@file", "near@file", "at@file", "m/last"}
	references(["old"], {"middlewares": ["n-limit@kubernetescrd"]}) == {"n-limit@kubernetescrd"}
}

test_middlewares_that_the_input_defines_and_those_that_it_does_not if {
	rule := {"middlewares": ["n/limit", "n/none", "URLRewrite@gateway"]}
	given := object_of("IngressRoute", {"entryPoints": ["old"]})
	{m.type | some m in route.middlewares(rule)} == {"rateLimit"} with input as given with data.platform.kinds as platform
	route.unresolved(rule) == {"n/none"} with input as given with data.platform.kinds as platform
	{m.type | some m in route.middlewares({"middlewares": ["n-limit@kubernetescrd"]})} == {"rateLimit"} with input as given with data.platform.kinds as platform
	{m.type | some m in route.middlewares({"middlewares": ["both@file"]})} == {"headers"} with input as given with data.platform.kinds as platform
}

public(more) := found if {
	found := route.public_rules with input as object_of("IngressRoute", object.union({"entryPoints": ["old"]}, more)) with data.platform.kinds as platform
}

rule_of(middlewares, backend) := {"middlewares": middlewares, "backends": [{"name": backend}]}

test_rules_that_serve_requests_from_outside if {
	plain := rule_of([], "web")
	public({"rules": [plain, rule_of(["n/to-tls"], "web"), rule_of(["n/away"], "web"), rule_of(["RequestRedirect@gateway"], "web"), rule_of([], "api@internal")]}) == [plain]
	public({"rules": [plain], "protocol": "tcp"}) == []
	public({"rules": [plain], "entryPoints": ["metrics"]}) == []
}

unseen(names, rule, scope) := reason if {
	reason := route.unseen(rule) with input as object_of("IngressRoute", {"entryPoints": names})
		with data.platform as {"kinds": platform, "scope": scope}
}

test_why_it_is_not_known_what_acts_on_a_rule if {
	unseen(["old"], {"middlewares": ["n/z", "n/y", "n/limit"]}, "complete") == "middlewares that are not in this input: n/y, n/z"
	unseen(["gone"], {"middlewares": []}, "partial") == "how the entry points are configured is not in this input"
	not unseen(["gone"], {"middlewares": []}, "complete")
	not unseen(["old"], {"middlewares": []}, "partial")
}

unjudged(kind) := reasons if {
	reasons := route.unjudged("limits", [{"middlewares": ["n/z"]}]) with input as object_of(kind, {"entryPoints": ["old"], "ingressClass": "haproxy"})
		with data.platform as {"kinds": platform, "scope": "complete"}
}

test_what_is_not_known_by_who_serves if {
	unjudged("IngressRoute") == {"middlewares that are not in this input: n/z"}
	unjudged("HTTPRoute") == {"limits of this kind of route are not evaluated"}
	unjudged("Ingress") == {"limits of this kind of route are not evaluated"}
}

test_what_guards if {
	every type in ["forwardAuth", "basicAuth", "digestAuth"] {
		route.guarding(middleware("m", type, {}))
	}
	every type in ["ipAllowList", "ipWhiteList"] {
		route.guarding(middleware("m", type, {"sourceRange": ["10.0.0.0/8"]}))
		not route.guarding(middleware("m", type, {"sourceRange": ["10.0.0.0/8", "0.0.0.0/0"]}))
		not route.guarding(middleware("m", type, {"sourceRange": ["::/0"]}))
	}
	not route.guarding(middleware("m", "headers", {}))
}

namespaces := {"n": {
	"Service": {"a": {"meta": {"name": "erp"}, "selector": {"app": "erp"}}, "b": {"meta": {"name": "bare"}, "selector": {}}, "c": {"meta": {"name": "shop"}, "selector": {"app": "shop"}}},
	"Workload": {"x": {"pod": {"labels": {"app": "erp", "v": "1"}, "containers": [{"image": {"repository": "acme/odoo"}}]}}, "y": {"pod": {"labels": {"app": "shop"}, "containers": [{"image": {"repository": "acme/odoo-shop"}}]}}},
}}

leads(backend) if route.leads_to_odoo({"backends": [backend]}) with data.platform.namespaces as namespaces

test_backends_that_are_odoo if {
	leads({"name": "x", "port": "8069"})
	leads({"name": "x", "port": "8072"})
	leads({"name": "My-Odoo", "port": "80"})
	leads({"name": "erp", "port": "80", "namespace": "n"})
	not leads({"name": "erp", "port": "80", "namespace": "m"})
	not leads({"name": "erp", "port": "80"})
	not leads({"name": "bare", "port": "80", "namespace": "n"})
	not leads({"name": "shop", "port": "80", "namespace": "n"})
}
