package bulkhead.controls.red_03_test

import rego.v1

import data.bulkhead.controls.red_03

cache(directives, more) := object.union({"kind": "Cache", "meta": {"name": "c", "namespace": "n", "resourceKind": "Redis"}, "users": [], "directives": {name: [entry] | some name, entry in directives}}, more)

keys(of, platform) := out if {
	out := {object.get(v, "key", v.path) | some v in red_03.violation} with input as of with data.platform as platform
}

of(directives) := keys(cache(directives, {}), {})

test_protected_mode_without_a_password if {
	unprotected := {"protected-mode": {"value": "no", "pointer": "/p"}}
	of(unprotected) == {"protected-mode"}
	of({"protected-mode": {"value": "yes", "pointer": "/p"}}) == set()
	of(object.union(unprotected, {"requirepass": {}})) == set()
	of(object.union(unprotected, {"requirepass": {"hint": "reference"}})) == set()
	of(object.union(unprotected, {"requirepass": {"hint": "empty"}})) == {"protected-mode"}
	of(object.union(unprotected, {"aclfile": {}})) == set()
	keys(cache(unprotected, {"users": [{"name": "default", "enabled": true, "nopass": false}]}), {}) == set()
	keys(cache(unprotected, {"users": [{"name": "app", "enabled": true, "nopass": false}]}), {}) == {"protected-mode"}
	keys(cache(unprotected, {"kind": "Other"}), {}) == set()
}

test_every_address_without_a_password if {
	every address in ["0.0.0.0", "*", "::", "127.0.0.1 -::*", "127.0.0.1   0.0.0.0"] {
		of({"bind": {"value": address, "pointer": "/b"}}) == {"bind"}
		of({"bind": {"value": address, "pointer": "/b"}, "requirepass": {}}) == set()
	}
	of({"bind": {"value": "127.0.0.1 10.0.0.1", "pointer": "/b"}}) == set()
	keys(cache({"bind": {"value": "*", "pointer": "/b"}}, {"kind": "Other"}), {}) == set()
}

service(more) := object.union({"kind": "Service", "type": "ClusterIP", "meta": {"name": "s", "namespace": "n"}, "externalIPs": []}, more)

test_services_that_are_reached_from_outside if {
	keys(service({}), {}) == set()
	keys(service({"type": "NodePort"}), {}) == {"/spec/type"}
	keys(service({"type": "LoadBalancer"}), {}) == {"/spec/type"}
	keys(service({"externalIPs": ["1.2.3.4"]}), {}) == {"/spec/externalIPs"}
	keys(service({"type": "NodePort", "externalIPs": ["1.2.3.4"], "kind": "Other"}), {}) == set()
}

operator(type) := {"kinds": {"Resource": {"r": {"meta": {"name": "c", "namespace": "n", "resourceKind": "Redis", "apiVersion": "redis.redis.opstreelabs.in/v1beta2"}, "object": {"spec": {"kubernetesConfig": {"service": {"serviceType": type}}}}}}}}

test_services_that_an_operator_makes if {
	keys(cache({}, {}), operator("NodePort")) == {"service"}
	keys(cache({}, {}), operator("LoadBalancer")) == {"service"}
	keys(cache({}, {}), operator("ClusterIP")) == set()
	keys(cache({}, {"meta": {"name": "d"}}), operator("NodePort")) == set()
	keys(cache({}, {"kind": "Other"}), operator("NodePort")) == set()
	keys(cache({}, {}), object.union(operator("NodePort"), {"kinds": {"Resource": {"r": {"meta": {"apiVersion": "acme.dev/v1"}}}}})) == set()
}

pod(more) := object.union({"kind": "Workload", "meta": {"name": "w", "namespace": "n", "resourceKind": "Deployment"}, "pod": {"labels": {"app": "redis"}, "containers": [{"image": {"repository": "library/redis"}}]}}, more)

policy(label, more) := object.union({"meta": {"name": "p", "id": "p"}, "ingressPolicy": true, "podSelector": {"matchLabels": {"app": label}}, "ingress": [{"pointer": "/i", "peers": [{}]}]}, more)

platform(scope, policies, unsupported) := {"scope": scope, "namespaces": {"n": {"NetworkPolicy": policies}}, "facts": {"networks": {"n": {"unsupported": unsupported}}}}

test_who_reaches_it if {
	keys(pod({}), platform("complete", {}, [])) == {"network"}
	keys(pod({}), platform("complete", {}, ["cilium"])) == set()
	keys(pod({}), platform("partial", {}, [])) == set()
	keys(pod({}), platform("complete", {"p": policy("redis", {})}, [])) == set()
	keys(pod({}), platform("complete", {"p": policy("odoo", {})}, [])) == {"network"}
	keys(pod({}), platform("complete", {"p": policy("redis", {"ingressPolicy": false})}, [])) == {"network"}
	keys(pod({}), platform("complete", {"p": policy("redis", {"ingress": [{"pointer": "/i", "peers": []}]})}, [])) == {"open/p"}
	keys(pod({"kind": "Other"}), platform("complete", {}, [])) == set()
	keys(pod({"kind": "Other"}), platform("complete", {"p": policy("redis", {"ingress": [{"pointer": "/i", "peers": []}]})}, [])) == set()
}

asked(of, platform) := out if {
	out := count(red_03.unknown) with input as of with data.platform as platform
}

test_what_is_asked_for if {
	asked(pod({}), platform("partial", {}, [])) == 1
	asked(pod({}), platform("complete", {}, [])) == 0
	asked(pod({}), platform("complete", {}, ["cilium"])) == 1
	asked(pod({}), platform("complete", {"p": policy("redis", {})}, ["cilium"])) == 0
	asked(pod({}), platform("partial", {"p": policy("redis", {})}, [])) == 0
	asked(pod({"kind": "Other"}), platform("partial", {}, ["cilium"])) == 0
}

leads(ports, selector) if {
	red_03.applicable with input as service({"ports": ports, "selector": selector})
		with data.platform.namespaces as {"n": {"Workload": {"w": pod({}), "v": pod({"pod": {"labels": {"app": "web"}, "containers": [{"image": {"repository": "odoo"}}]}})}}}
}

test_services_that_lead_to_redis if {
	leads([{"port": 6379}], {})
	leads([{"port": 26379}], {})
	leads([{"port": 1, "targetPort": "6379"}], {})
	not leads([{"port": 1, "targetPort": "redis"}], {})
	not leads([{"port": 1}], {})
	leads([], {"app": "redis"})
	not leads([], {"app": "web"})
	not leads([], {})
	red_03.to_number_or("redis") == 0
}

test_images_that_run_it if {
	every name in ["redis", "redis-stack-server", "valkey", "keydb", "dragonfly"] {
		red_03.applicable with input as pod({"pod": {"containers": [{"image": {"repository": sprintf("x/%s", [name])}}]}})
	}
	not red_03.applicable with input as pod({"pod": {"containers": [{"image": {"repository": "odoo"}}]}})
	not red_03.applicable with input as pod({"owned": true})
	not red_03.applicable with input as pod({"kind": "Other"})
	red_03.applicable with input as cache({}, {})
}
