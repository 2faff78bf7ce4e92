# METADATA
# title: "Configuration and policy are validated before promotion"
# description: >-
#   What the cluster refuses, or worse accepts, should be known on the pull request.
# related_resources:
#   - https://www.conftest.dev/
# custom:
#   id: DEL-03
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Run a schema validator and a policy gate (bulkhead scan, kubeconform, conftest, kyverno
#     apply) in the pipeline.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
package bulkhead.controls.del_03

import rego.v1

import data.bulkhead.lib.pipeline

applicable if count(pipeline.ids) > 0

done if {
	some text in pipeline.used
	regex.match(`^(stackrox/kube-linter-action|bridgecrewio/checkov-action|azure/k8s-lint|instrumenta/conftest-action|kyverno/action-install-cli|yannh/kubeconform|docker://ghcr.io/yannh/kubeconform)`, text)
}

done if {
	some text in pipeline.used
	regex.match(`(bulkhead (scan|evaluate)|kubeconform|kubeval|conftest (test|verify)|kyverno (apply|test)|gator (test|verify)|kube-linter lint|checkov |trivy +(config|conf)|kubescape scan|polaris audit|datree test|opa (eval|test|exec)|terraform validate|helm lint|kubectl .*--dry-run=server)`, text)
}

violation contains pipeline.lacking("validates configuration and policy") if {
	data.platform.declared
	not done
}

unknown contains "no pipeline of this input validates configuration and policy; others may" if not done
