package bulkhead.controls.obs_01_test

import rego.v1

import data.bulkhead.controls.obs_01

resource(kind, name) := {"Resource": {"r": {"meta": {"resourceKind": kind, "name": name}, "object": {"spec": {"selector": "Odoo"}}}}}

file(type, job) := {"Configuration": {"c": {"type": type, "content": {"scrape_configs": [{"job_name": job}]}}}}

test_documents_that_say_what_is_watched if {
	every kind in ["ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig"] {
		obs_01.monitors == {`traefik {"spec":{"selector":"odoo"}}`} with data.platform.kinds as resource(kind, "Traefik")
	}
	obs_01.monitors == set() with data.platform.kinds as resource("PrometheusRule", "Traefik")
	obs_01.monitors == {`{"job_name":"redis"}`} with data.platform.kinds as file("prometheus", "Redis")
	obs_01.monitors == set() with data.platform.kinds as file("alertmanager", "Redis")
}

blind(scope, kinds) := out if {
	out := [count(obs_01.violation), count(obs_01.unknown)] with data.platform as {"scope": scope, "kinds": kinds}
}

test_what_nothing_watches if {
	blind("complete", {}) == [0, 1]
	blind("complete", file("prometheus", "redis")) == [7, 1]
	blind("partial", file("prometheus", "redis")) == [0, 1]
	blind("partial", {}) == [0, 1]
	blind("complete", file("prometheus", "odoo traefik postgres redis velero cert-manager")) == [1, 1]
	blind("complete", file("prometheus", "odoo traefik postgres redis velero cert-manager kubelet")) == [0, 0]
}

test_words_by_which_each_plane_is_told if {
	every plane, words in {
		"workloads": ["odoo", "kube-state-metrics", "cadvisor", "kubernetes-pods", "kubelet"],
		"ingress": ["traefik", "nginx", "ingress", "gateway"],
		"PostgreSQL": ["postgres", "pgbouncer", "patroni", "cnpg", "a pg b", "pg"],
		"Redis": ["redis", "valkey", "sentinel"],
		"queues": ["queue", "celery", "rabbitmq", "rq-exporter", "odoo"],
		"backups": ["backup", "velero", "pgbackrest", "barman", "restic", "k8up"],
		"certificates": ["cert-manager", "certificate", "x509", "blackbox"],
		"nodes": ["node-exporter", "node_exporter", "kubelet", "kubernetes-nodes"],
	} {
		every word in words {
			regex.match(obs_01.planes[plane], word)
		}
		not regex.match(obs_01.planes[plane], "vault")
	}
	not regex.match(obs_01.planes.PostgreSQL, "pgx")
}
