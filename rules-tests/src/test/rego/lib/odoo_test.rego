package bulkhead.lib.odoo_test

import rego.v1

import data.bulkhead.lib.odoo

options(value) := {"options": {"it": {"value": value, "pointer": "/options/it"}}}

test_an_option_and_its_place if {
	odoo.option("it") == "2" with input as options("2")
	odoo.pointer("it") == "/options/it" with input as options("2")
	odoo.pointer("other") == "/options" with input as options("2")
}

test_numbers if {
	odoo.number("it", 7) == 2 with input as options("2")
	odoo.number("it", 7) == 2.5 with input as options("2.5")
	odoo.number("it", 7) == 7 with input as options("two")
	odoo.number("other", 7) == 7 with input as options("2")
}

test_what_odoo_reads_as_off if {
	every value in ["", "False", "none", "0"] {
		odoo.unset("it") with input as options(value)
	}
	odoo.unset("other") with input as options("x")
	not odoo.unset("it") with input as options("x")
}

test_what_odoo_reads_as_on if {
	every value in ["True", "1", "yes", "on"] {
		odoo.on("it") with input as options(value)
	}
	not odoo.on("it") with input as options("2")
	not odoo.on("other") with input as options("true")
}

test_environments_that_are_not_production if {
	every environment in ["dev", "development", "test", "testing", "qa", "staging", "stage", "ci", "sandbox", "demo", "training", "Staging"] {
		not odoo.production with input as {"owner": {"environment": environment}}
	}
}

test_all_else_is_production if {
	odoo.production with input as {"owner": {"environment": "live"}}
	odoo.production with input as {"owner": {}}
}

container(repository) := {"image": {"repository": repository}, "role": "CONTAINER"}

test_images_of_odoo if {
	every repository in ["odoo", "library/odoo", "acme/odoo-shop", "acme/my_odoo", "acme/odoo/prod", "acme/odoo/release", "registry/ODOO"] {
		odoo.runs_odoo(container(repository))
	}
}

test_images_beside_odoo if {
	every repository in ["acme/odoo-operator", "acme/odoo-exporter", "acme/odoo-backup", "acme/odoo-proxy", "acme/odoo-redis", "acme/odoo-postgres", "acme/odoo/assets", "acme/web", "odoo/redis", "acme/exodoo"] {
		not odoo.runs_odoo(container(repository))
	}
}

test_containers_leave_out_those_that_only_prepare if {
	pod := {"pod": {"containers": [container("odoo"), object.union(container("odoo"), {"role": "INIT"}), container("nginx")]}}
	odoo.containers == [container("odoo")] with input as pod
}

test_roles[name] if {
	some name, role in {"odoo": "web", "odoo-cron": "cron", "cron": "cron", "odoo_scheduler": "cron", "odoo.scheduled.a": "cron", "odoo-worker": "worker", "Workers": "worker", "odoo/queue": "worker", "queue-job": "worker", "jobrunner": "worker", "odoo-job-runner": "worker", "micron": "web", "coworker": "web"}
	odoo.role(name) == role
}

file(name, more) := object.union({"meta": {"name": name}}, more)

test_what_a_file_outside_may_say if {
	in_pod := {"workload": "w", "meta": {"namespace": "n"}, "tenant": "t", "options": {"config": {"value": "/etc/odoo/odoo.conf"}}}
	reason := "workers is not set here, and a configuration file that is not in this input may set it"
	odoo.elsewhere("workers") == reason with input as in_pod
	not odoo.elsewhere("config") with input as in_pod
	not odoo.elsewhere("workers") with input as object.remove(in_pod, ["workload"])
	odoo.unseen("workers") == reason with input as in_pod with data.platform.kinds.OdooInstance as {}
	other := {"a": file("north/odoo.conf", {"tenant": "u"}), "b": file("odoo.conf", {"meta": {"namespace": "m"}, "tenant": "t"}), "c": file("odoo.conf", {"workload": "w", "tenant": "t"}), "d": file("odoo.conf", {"workload": "w", "meta": {"namespace": "n"}})}
	odoo.unseen("workers") == reason with input as in_pod with data.platform.kinds.OdooInstance as other
	not odoo.unseen("workers") with input as in_pod with data.platform.kinds.OdooInstance as {"a": file("north/odoo.conf", {"tenant": "t"})}
	not odoo.unseen("workers") with input as in_pod with data.platform.kinds.OdooInstance as {"a": file("odoo.conf", {"meta": {"namespace": "n"}})}
}
