# METADATA
# description: Odoo servers, as files and containers configure them.
package bulkhead.lib.odoo

import rego.v1

# The value of an option, or undefined where it is not written.
option(name) := input.options[name].value

pointer(name) := input.options[name].pointer

pointer(name) := "/options" if not input.options[name]

# A number that an option gives, with Odoo's own default where it is not written.
number(name, fallback) := to_number(option(name)) if {
	regex.match(`^[0-9]+(\.[0-9]+)?$`, option(name))
} else := fallback

# Odoo reads these as off.
unset(name) if not option(name)

unset(name) if lower(option(name)) in {"", "false", "none", "0"}

on(name) if lower(option(name)) in {"true", "1", "yes", "on"}

# What is not declared as anything else is taken for production.
production if not lower(object.get(input.owner, "environment", "production")) in {"dev", "development", "test", "testing", "qa", "staging", "stage", "ci", "sandbox", "demo", "training"}

# A container that runs Odoo, by its image's name: the last part, or the one before where the last is a mere stage of it.
runs_odoo(container) if {
	parts := split(lower(container.image.repository), "/")
	named_odoo(parts[count(parts) - 1])
}

runs_odoo(container) if {
	parts := split(lower(container.image.repository), "/")
	named_odoo(parts[count(parts) - 2])
	regex.match(`^(app|base|image|main|master|prod|production|release|runtime|server|stage|staging|test|web)$`, parts[count(parts) - 1])
}

named_odoo(part) if {
	regex.match(`(^|[-_])odoo([-_]|$)`, part)
	not regex.match(`(operator|exporter|backup|proxy|redis|postgres)`, part)
}

containers := [c |
	some c in input.pod.containers
	c.role == "CONTAINER"
	runs_odoo(c)
]

# What a workload or instance is for, by its name and its Odoo options: web, worker or cron.
role(name) := "cron" if {
	regex.match(`(^|[-_./])(cron|scheduler|scheduled)([-_.]|$)`, lower(name))
} else := "worker" if {
	regex.match(`(^|[-_./])(workers?|queue|queue-job|job-?runner)([-_.]|$)`, lower(name))
} else := "web"

# Arguments of containers and resources of operators say some options; a configuration file may say the others.
partial if input.workload

elsewhere(name) := sprintf("%s is not set here, and a configuration file that is not in this input may set it", [name]) if {
	partial
	not input.options[name]
}

# As elsewhere, and nothing in this input says it either. A file that the arguments name is judged by itself.
unseen(name) := reason if {
	reason := elsewhere(name)
	not file_seen
}

file_seen if [input.meta.namespace, file_name(option("config"))] in files

file_seen if [input.tenant, file_name(option("config"))] in tenant_files

files contains [instance.meta.namespace, file_name(instance.meta.name)] if {
	some instance in data.platform.kinds.OdooInstance
	not instance.workload
}

tenant_files contains [instance.tenant, file_name(instance.meta.name)] if {
	some instance in data.platform.kinds.OdooInstance
	not instance.workload
	not instance.meta.namespace
}

file_name(path) := parts[count(parts) - 1] if parts := split(path, "/")

# Instances by owner, so that nothing looks at those of others.
instances_of[tenant] contains id if {
	some id, instance in data.platform.kinds.OdooInstance
	tenant := instance.tenant
}
