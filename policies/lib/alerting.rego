# METADATA
# description: Alerting rules of Prometheus, from rule files and from PrometheusRule objects.
package bulkhead.lib.alerting

import rego.v1

holders contains entity if {
	some entity in data.platform.kinds.Configuration
	entity.type == "prometheus-rules"
}

holders contains entity if {
	some entity in data.platform.kinds.Resource
	entity.meta.resourceKind == "PrometheusRule"
}

# What each alert is about: the words of its name, the name itself and its expression.
texts contains text if {
	some entity in holders
	some group in listed(entity)
	some rule in group.rules
	rule.alert
	words := regex.replace(rule.alert, `([a-z0-9])([A-Z])`, "$1 $2")
	text := lower(sprintf("%s %s %v", [words, rule.alert, object.get(rule, "expr", "")]))
}

listed(entity) := entity.content.groups if entity.content

listed(entity) := entity.object.spec.groups if entity.object

seen if count(texts) > 0

covered(pattern) if {
	some text in texts
	regex.match(pattern, text)
}

# Which of some situations nothing alerts on; wanted: their names, with what an alert on each speaks of.
missing(wanted) := {what |
	some what, pattern in wanted
	not covered(pattern)
}

# Why it is not known whether something alerts on what is missing.
unanswered(_) := {"no alerting rule is in this input: needs the rule files or PrometheusRules"} if not seen

unanswered(lacking) := {sprintf("no alert about %s is in this part of the platform: needs the rest of the rules", [concat(", ", sort(lacking))])} if {
	seen
	count(lacking) > 0
}
