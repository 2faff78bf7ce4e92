# METADATA
# title: "Live objects were last changed by the delivery identity"
# description: >-
#   Field managers of the live cluster tell who changed what last.
# related_resources:
#   - https://kubernetes.io/docs/reference/using-api/server-side-apply/
# custom:
#   id: DEL-14
#   severity: medium
#   evidence: live
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Give people no write access to production, and let the delivery put drift back.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
package bulkhead.controls.del_14

import rego.v1

unknown contains "who changed live objects last needs managedFields of the live cluster (kubectl get -o yaml --show-managed-fields)"
