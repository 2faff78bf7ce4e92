package bulkhead.controls.ing_01_test

import rego.v1

import data.bulkhead.controls.ing_01

route(parents, more) := object.union({"kind": "Route", "protocol": "http", "entryPoints": parents, "meta": {"name": "r", "resourceKind": "HTTPRoute", "apiVersion": "gateway.networking.k8s.io/v1", "namespace": "n"}, "rules": [{"pointer": "/r", "hosts": [], "paths": [], "backends": [{"name": "odoo"}], "middlewares": []}]}, more)

gateways := {"n": {"Gateway": {
	"g": {"meta": {"name": "g"}, "listeners": [{"name": "web", "protocol": "HTTP", "port": 80}, {"name": "tls", "protocol": "HTTPS", "port": 443}]},
	"h": {"meta": {"name": "h"}, "listeners": [{"name": "web", "protocol": "HTTP", "port": 80}]},
}}}

keys(of) := out if {
	out := {v.key | some v in ing_01.violation} with input as of with data.platform.namespaces as gateways
}

test_listeners_that_a_route_is_on if {
	keys(route(["n/g"], {})) == {"n/g/web"}
	keys(route(["n/g/web"], {})) == {"n/g/web/web"}
	keys(route(["n/g/tls"], {})) == set()
	keys(route(["n/g/other"], {})) == set()
	keys(route(["n/none"], {})) == set()
	count(ing_01.unknown) == 1 with input as route(["n/none"], {}) with data.platform.namespaces as gateways
	count(ing_01.unknown) == 0 with input as route(["n/g"], {}) with data.platform.namespaces as gateways
}

traefik(entry_points, more) := route(entry_points, object.union({"meta": {"resourceKind": "IngressRoute", "apiVersion": "traefik.io/v1alpha1"}}, more))

judged(of) := out if {
	out := [{v.path | some v in ing_01.violation}, count(ing_01.unknown)] with input as of
		with data.platform as {"namespaces": {}, "kinds": {"EdgeProxy": {"p": {"settings": {"entryPoints": {"web": {}, "websecure": {"http": {"tls": {}}}, "moved": {"http": {"redirections": {"entryPoint": {"to": "websecure"}}}}}}}}}}
}

test_routes_of_traefik_by_their_entry_points if {
	judged(traefik(["web"], {})) == [{"/spec"}, 0]
	judged(traefik(["websecure"], {})) == [set(), 0]
	judged(traefik(["moved"], {})) == [set(), 0]
	judged(traefik(["moved", "websecure"], {})) == [set(), 0]
	judged(traefik(["websecure", "web"], {})) == [{"/spec"}, 0]
	judged(traefik(["elsewhere"], {})) == [set(), 1]
	judged(traefik(["web"], {"tls": {}})) == [set(), 0]
	judged(object.union(traefik(["web"], {}), {"rules": []})) == [set(), 0]
}

ingress(class, annotations) := route(["web"], {"ingressClass": class, "meta": {"resourceKind": "Ingress", "apiVersion": "networking.k8s.io/v1", "annotations": annotations}})

test_ingresses_of_others if {
	judged(ingress("nginx", {})) == [{"/spec"}, 0]
	judged(ingress("alb", {})) == [{"/spec"}, 0]
	judged(ingress("alb", {"alb.ingress.kubernetes.io/certificate-arn": "arn"})) == [set(), 0]
	judged(ingress("gce", {"kubernetes.io/ingress.allow-http": "false"})) == [set(), 0]
	judged(ingress("gce", {"kubernetes.io/ingress.allow-http": "true"})) == [{"/spec"}, 0]
}

test_what_it_looks_at if {
	ing_01.applicable with input as traefik(["web"], {})
	not ing_01.applicable with input as traefik(["metrics"], {})
	not ing_01.applicable with input as traefik(["web"], {"protocol": "tcp"})
}
