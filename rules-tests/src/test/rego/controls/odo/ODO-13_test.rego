package bulkhead.controls.odo_13_test

import rego.v1

import data.bulkhead.controls.odo_13

container(more) := object.union({"name": "odoo", "role": "CONTAINER", "pointer": "/c", "image": {"repository": "odoo"}, "env": [], "envFrom": [], "mounts": [{"mountPath": "/var/lib/odoo", "volume": "data"}]}, more)

pod(name, of_container, more) := object.union({"kind": "Workload", "replicas": 2, "meta": {"id": "w", "name": name, "namespace": "n", "resourceKind": "Deployment"}, "pod": {"labels": {}, "containers": [container(of_container)], "volumes": [{"name": "data", "type": "persistentVolumeClaim", "target": "claim"}]}}, more)

platform(modes, options) := {
	"namespaces": {"n": {"VolumeClaim": {"v": {"meta": {"name": "claim"}, "accessModes": modes}}}},
	"kinds": {"OdooInstance": {"o": {"workload": "w", "options": {name: {"value": value} | some name, value in options}}}},
}

judged(of, data_platform) := out if {
	out := [count(odo_13.violation), count(odo_13.unknown)] with input as of with data.platform as data_platform
}

test_a_volume_that_all_replicas_share if {
	judged(pod("web", {}, {}), platform(["ReadWriteMany"], {})) == [0, 0]
	judged(pod("web", {}, {}), platform(["ReadWriteOnce"], {})) == [1, 0]
	every path in ["/var/lib/odoo", "/var/lib/odoo/", "/var/lib/odoo/sessions", "/opt/odoo/data", "/bitnami/odoo", "/var/lib/odoo/.local/share/Odoo"] {
		judged(pod("web", {"mounts": [{"mountPath": path, "volume": "data"}]}, {}), platform(["ReadWriteMany"], {})) == [0, 0]
	}
	judged(pod("web", {"mounts": [{"mountPath": "/tmp", "volume": "data"}]}, {}), platform(["ReadWriteMany"], {})) == [1, 0]
	judged(pod("web", {}, {"pod": {"volumes": [{"name": "data", "type": "emptyDir", "target": "claim"}]}}), platform(["ReadWriteMany"], {})) == [1, 0]
}

test_what_lies_outside_the_input_is_asked_for if {
	judged(pod("web", {}, {}), {"namespaces": {}, "kinds": {}}) == [0, 1]
	judged(pod("web", {"mounts": []}, {}), {"namespaces": {}, "kinds": {}}) == [1, 0]
	judged(pod("web", {"mounts": [], "envFrom": [{"configMap": "m"}]}, {}), {"namespaces": {}, "kinds": {}}) == [0, 1]
	judged(pod("web", {"envFrom": [{"configMap": "m"}]}, {}), platform(["ReadWriteMany"], {})) == [0, 0]
}

test_a_store_of_sessions if {
	judged(pod("web", {"env": [{"name": "ODOO_SESSION_REDIS_HOST"}]}, {}), {"namespaces": {}, "kinds": {}}) == [0, 0]
	judged(pod("web", {"env": [{"name": "REDIS_HOST"}]}, {}), platform(["ReadWriteOnce"], {})) == [1, 0]
	every module in ["web,session_redis", "session_db", "session_s3", "redis_session"] {
		judged(pod("web", {}, {}), platform(["ReadWriteOnce"], {"server_wide_modules": module})) == [0, 0]
	}
	judged(pod("web", {}, {}), platform(["ReadWriteOnce"], {"session_redis_host": "r"})) == [0, 0]
	judged(pod("web", {}, {}), platform(["ReadWriteOnce"], {"server_wide_modules": "web,base", "workers": "session_redis"})) == [1, 0]
}
