# METADATA
# title: "Administrative sessions are recorded where required"
# description: >-
#   What an administrator did in an incident, or caused, must be replayable.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
# custom:
#   id: GOV-04
#   severity: medium
#   evidence: attestation
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Write down what is missing, let its owner sign it off, and keep the attestation's dates
#     current in attestations.yaml.
#   example: |
#     attestations:
#       - type: session-recording
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/session-recording
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-14", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.2.1", coverage: partial}
package bulkhead.controls.gov_04

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"session-recording": "the recording of administrative sessions"}

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)
