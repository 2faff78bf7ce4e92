# METADATA
# description: Integrations with other systems, as workloads and as the inventory declares them.
package bulkhead.lib.integration

import rego.v1

import data.bulkhead.lib.evidence

components := {"integration", "connector", "edi", "webhook", "sync", "batch-sync"}

names := `(^|[-_.])(connectors?|integrations?|edi|webhooks?|sync|batch-sync|as2|etl|middleware)([-_.]|$)`

# Whether a workload is one.
runs(entity) if lower(entity.pod.labels["app.kubernetes.io/component"]) in components

runs(entity) if regex.match(names, lower(entity.meta.name))

inventory contains {"entity": id, "pointer": sprintf("/integrations/%d", [i]), "it": it, "name": object.get(it, "id", sprintf("%d", [i]))} if {
	some id, entity in evidence.governance
	some i, it in entity.content.integrations
}

undeclared contains "no inventory of integrations is in this input: needs integrations" if count(inventory) == 0

proof(one) := [{"message": "the integration is declared here", "entity": one.entity, "pointer": one.pointer}]
