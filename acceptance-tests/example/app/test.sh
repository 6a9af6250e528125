#!/bin/sh
# test.sh FOLDER REPORT: tests the page that build.sh has made, and writes a report in JUnit's format.
set -eu
grep -q "<p>apple: 3</p>" "$1/index.html"
grep -q "the photo itself" "$1/photo.bin" # and not the pointer of Git LFS
echo '<testsuite name="page" tests="2"><testcase name="price"/><testcase name="photo"/></testsuite>' >"$2"
echo "2 tests passed"
