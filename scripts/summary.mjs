// Prints the last line of scripts/test. Arguments: Jest's JSON result, then the names of the checks that failed.
import { readFileSync } from 'node:fs';

const [file, ...failedChecks] = process.argv.slice(2);

/** Jest writes no result when it could not begin. */
function readResults() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
    };
  }
}

const results = readResults();
const passed = results.numPassedTests;
const skipped = results.numPendingTests + results.numTodoTests;
// A file that cannot be loaded counts as one failed test.
const failedTests = results.numFailedTests + results.numRuntimeErrorTestSuites;
// "tests" is among the checks when a test failed; it counts of its own only when Jest failed in some other way.
const otherChecks = failedChecks.filter((name) => name !== 'tests' || failedTests === 0).length;
const failed = failedTests + otherChecks;

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
