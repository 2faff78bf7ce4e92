package bulkhead.lib.alerting_test

import rego.v1

import data.bulkhead.lib.alerting

file(rules) := {"type": "prometheus-rules", "content": {"groups": [{"rules": rules}]}}

resource(rules) := {"meta": {"resourceKind": "PrometheusRule"}, "object": {"spec": {"groups": [{"rules": rules}]}}}

of_files(rules) := {"Configuration": {"f": file(rules), "other": {"type": "loki", "content": {"groups": [{"rules": [{"alert": "Other"}]}]}}}}

of_resources(rules) := {"Resource": {"r": resource(rules), "other": {"meta": {"resourceKind": "VMRule"}, "object": {"spec": {"groups": [{"rules": [{"alert": "Other"}]}]}}}}}

test_the_words_of_an_alert_its_name_and_its_expression if {
	rules := [{"alert": "PodRestarts9Often", "expr": "Up == 0"}, {"alert": "Plain"}, {"record": "no_alert", "expr": "1"}]
	wanted := {"pod restarts9 often podrestarts9often up == 0", "plain plain "}
	alerting.texts == wanted with data.platform.kinds as of_files(rules)
	alerting.texts == wanted with data.platform.kinds as of_resources(rules)
}

test_what_no_alert_speaks_of_is_missing if {
	wanted := {"restarts": `\brestarts\b`, "disks": `\bdisk`}
	alerting.missing(wanted) == {"disks"} with data.platform.kinds as of_files([{"alert": "PodRestarts"}])
}

test_without_alerts_nothing_is_known if {
	alerting.unanswered({"disks"}) == {"no alerting rule is in this input: needs the rule files or PrometheusRules"} with data.platform.kinds as of_files([])
	alerting.unanswered(set()) == {"no alerting rule is in this input: needs the rule files or PrometheusRules"} with data.platform.kinds as {}
}

test_with_some_alerts_the_rest_may_be_elsewhere if {
	kinds := of_files([{"alert": "A"}])
	alerting.unanswered({"disks"}) == {"no alert about disks is in this part of the platform: needs the rest of the rules"} with data.platform.kinds as kinds
	alerting.unanswered({"disks", "backups"}) == {"no alert about backups, disks is in this part of the platform: needs the rest of the rules"} with data.platform.kinds as kinds
	not alerting.unanswered(set()) with data.platform.kinds as kinds
}
