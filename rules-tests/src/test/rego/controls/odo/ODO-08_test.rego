package bulkhead.controls.odo_08_test

import rego.v1

import data.bulkhead.controls.odo_08

instance(id, name, options) := {"id": id, "kind": "OdooInstance", "tenant": "a", "meta": {"id": id, "name": name}, "options": {key: {"value": value, "pointer": key} | some key, value in options}}

web(options) := instance("web", "odoo.conf", options)

beside_cron(options) := out if {
	out := {v.key | some v in odo_08.violation} with input as web(options)
		with data.platform.kinds.OdooInstance as {"web": web(options), "cron": instance("cron", "odoo-cron.conf", {})}
}

test_beside_a_server_for_it_no_thread_is_one_too_many if {
	count(beside_cron({})) == 1
	count(beside_cron({"max_cron_threads": "1"})) == 1
	count(beside_cron({"max_cron_threads": "0"})) == 0
}

test_odoo_runs_two_threads_where_nothing_is_set if {
	odo_08.threads == 2 with input as web({})
}

of_replicas(options, n) := out if {
	out := {v.message | some v in odo_08.violation} with input as object.union(web(options), {"workload": "w"})
		with data.platform.kinds.OdooInstance as {"web": web(options)}
		with data.platform.entities as {"w": {"replicas": n}}
}

test_one_replica_may if {
	count(of_replicas({"max_cron_threads": "1"}, 1)) == 0
	count(of_replicas({"max_cron_threads": "1"}, 2)) == 1
	count(of_replicas({"max_cron_threads": "0"}, 2)) == 0
}

test_without_threads_no_workload_is_asked_for if {
	count(odo_08.unknown) == 1 with input as web({"max_cron_threads": "1"})
	count(odo_08.unknown) == 0 with input as web({"max_cron_threads": "0"})
}
