# Sourced by script/test: runs suites one after the other, keeps their results as JUnit XML below
# build/test-results, and counts all tests together at the end.
# shellcheck shell=bash

results=$root/build/test-results
rm -rf "$results"
mkdir -p "$results"
failed_suites=()

# suite NAME COMMAND ...: a suite that writes its results to the file $JUNIT_XML. One that fails
# without naming a failed test counts as one failed test.
suite() {
  local name=$1
  shift
  export JUNIT_XML=$results/$name.xml
  local start=$SECONDS
  say "Running: $name"
  if ! "$@"; then
    failed_suites+=("$name")
    grep -q '<failure' "$JUNIT_XML" 2>/dev/null || write_result "$name" "<failure/>"
  fi
  say "$name: $(count_tests "$JUNIT_XML") ($((SECONDS - start)) s)"
}

# check NAME COMMAND ...: a suite of one test, which passes if the command succeeds.
check() {
  local name=$1
  shift
  export JUNIT_XML=$results/$name.xml
  say "Checking: $name"
  if "$@"; then
    write_result "$name"
  else
    failed_suites+=("$name")
    write_result "$name" "<failure/>"
  fi
}

write_result() {
  printf '<testsuite>\n<testcase name="%s">\n%s\n</testcase>\n</testsuite>\n' "$1" "${2:-}" \
    >"$JUNIT_XML"
}

# count_tests FILE ...: "N passed, N failed".
count_tests() {
  cat "$@" | awk '
    /<testcase[ >]/ { tests++ }
    /<failure/ { failures++ }
    /<skipped/ { skipped++ }
    END {
      printf "%d passed, %d failed\n", tests - failures - skipped, failures
    }'
}

# Ends the script: the last line counts all suites.
report_suites() {
  if [ ${#failed_suites[@]} -gt 0 ]; then
    say "Failed: ${failed_suites[*]}"
  fi
  count_tests "$results"/*.xml
  [ ${#failed_suites[@]} -eq 0 ]
}
