// Evaluates the questions of a workload with OPA's own library and prints one line of JSON:
// nanoseconds and bytes allocated per evaluation. The workload is a directory with *.rego files
// below policy/, data.json and questions.json, a list of {"query": ..., "input": ...}.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

type question struct {
	Query string `json:"query"`
	Input any    `json:"input"`
}

type prepared struct {
	query rego.PreparedEvalQuery
	input ast.Value
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func read(path string, into any) {
	decoder := json.NewDecoder(strings.NewReader(string(must(os.ReadFile(path)))))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		fmt.Fprintln(os.Stderr, path, err)
		os.Exit(1)
	}
}

func main() {
	dir := os.Args[1]
	span := must(time.ParseDuration(os.Args[2]))
	ctx := context.Background()
	modules := map[string]string{}
	_ = filepath.WalkDir(filepath.Join(dir, "policy"), func(path string, entry os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".rego") {
			modules[path] = string(must(os.ReadFile(path)))
		}
		return err
	})
	begin := time.Now()
	compiler := must(ast.CompileModules(modules))
	compiled := time.Since(begin)
	var data map[string]any
	read(filepath.Join(dir, "data.json"), &data)
	var questions []question
	read(filepath.Join(dir, "questions.json"), &questions)
	store := inmem.NewFromObjectWithOpts(data, inmem.OptReturnASTValuesOnRead(true))
	queries := map[string]rego.PreparedEvalQuery{}
	var all []prepared
	for _, q := range questions {
		query, known := queries[q.Query]
		if !known {
			query = must(rego.New(rego.Query(q.Query), rego.Compiler(compiler), rego.Store(store)).PrepareForEval(ctx))
			queries[q.Query] = query
		}
		all = append(all, prepared{query, must(ast.InterfaceToValue(q.Input))})
	}
	run := func() {
		for _, p := range all {
			must(p.query.Eval(ctx, rego.EvalParsedInput(p.input)))
		}
	}
	for warm := time.Now(); time.Since(warm) < span; {
		run()
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	rounds := 0
	start := time.Now()
	for time.Since(start) < span {
		run()
		rounds++
	}
	elapsed := time.Since(start)
	runtime.ReadMemStats(&after)
	count := int64(rounds * len(all))
	_ = json.NewEncoder(os.Stdout).Encode(map[string]any{
		"nanos":     elapsed.Nanoseconds() / count,
		"bytes":     int64(after.TotalAlloc-before.TotalAlloc) / count,
		"compileMs": float64(compiled.Microseconds()) / 1000,
	})
}
