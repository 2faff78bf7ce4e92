# METADATA
# title: "Dependencies are reviewed before they come in"
# description: >-
#   Most code of a module is somebody else's. Known holes and unknown newcomers are seen in the
#   change that brings them.
# related_resources:
#   - https://docs.github.com/en/code-security/supply-chain-security/understanding-your-software-supply-chain/about-dependency-review
# custom:
#   id: DEL-02
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Add actions/dependency-review-action, GitLab's dependency scanning, or an auditor such as
#     osv-scanner, pip-audit or trivy fs to the pipeline.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SR-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "RA-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.28", coverage: partial}
package bulkhead.controls.del_02

import rego.v1

import data.bulkhead.lib.pipeline

applicable if count(pipeline.ids) > 0

done if {
	some text in pipeline.used
	regex.match(`^(actions/dependency-review-action|google/osv-scanner|snyk/actions|pypa/gh-action-pip-audit)|[Dd]ependency-[Ss]canning`, text)
}

done if {
	some text in pipeline.used
	regex.match(`(osv-scanner|pip-audit|safety (check|scan)|npm audit|yarn audit|snyk test|trivy +(fs|filesystem|repo)|govulncheck|cargo audit|grype dir:)`, text)
}

violation contains pipeline.lacking("reviews dependencies") if {
	data.platform.declared
	not done
}

unknown contains "no pipeline of this input reviews dependencies; others may" if not done
