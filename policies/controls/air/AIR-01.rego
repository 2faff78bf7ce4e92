# METADATA
# title: "AI workloads reach tenant data only through a declared gateway"
# description: >-
#   A model that reads the database itself reads every row of it, whoever asks.
# related_resources:
#   - https://genai.owasp.org/llm-top-10/
# custom:
#   id: AIR-01
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Workload]
#   remediation: >-
#     Take the database's credentials from the AI workload, and let it ask a gateway that knows the
#     tenant.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
package bulkhead.controls.air_01

import rego.v1

import data.bulkhead.lib.workload

models := `(^|[-_/])(ollama|vllm|text-generation-inference|tgi|localai|llama|llamacpp|litellm|langflow|flowise|dify|open-webui|triton|ray-llm|chatbot|llm|rag)([-_:/]|$)`

intelligent if {
	some container in input.pod.containers
	regex.match(models, lower(container.image.repository))
}

intelligent if {
	some container in input.pod.containers
	some variable in container.env
	regex.match(`^(OPENAI|ANTHROPIC|MISTRAL|AZURE_OPENAI|GEMINI|COHERE)_`, variable.name)
}

applicable if {
	workload.judged
	intelligent
}

direct := [variable |
	some container in input.pod.containers
	some variable in container.env
	regex.match(`^(PG(HOST|USER|PASSWORD|DATABASE)|POSTGRES_|DATABASE_URL|DB_HOST|ODOO_DB)`, variable.name)
]

violation contains v if {
	some variable in direct
	v := {
		"path": variable.pointer,
		"key": variable.name,
		"message": sprintf("%s, which works with a language model, reads the database itself", [workload.name]),
		"observed": variable.name,
		"expected": "a gateway that answers in the tenant's scope",
	}
}

# A Secret or ConfigMap taken whole may name the database.
unknown contains sprintf("container %s takes its environment from a Secret or ConfigMap, which may name the database", [container.name]) if {
	some container in input.pod.containers
	count(container.envFrom) > 0
}
