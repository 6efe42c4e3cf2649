// Prints `N passed, N failed, N skipped` of vitest's JSON report: node scripts/test-totals.mjs report.json [exit code so far]
// A test file that cannot be loaded counts as one failed. Exits with 1 when anything failed or was skipped.
import { readFileSync } from 'node:fs';

const [file = '', codeSoFar = '0'] = process.argv.slice(2);
const { passed, failed, skipped } = totals();
if (skipped > 0) {
	console.log('No test may be skipped here.');
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || skipped > 0 || passed === 0 ? 1 : Math.min(Number(codeSoFar), 1);

function totals() {
	const report = readReport();
	if (report === undefined) {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const unloadable = report.testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + unloadable.length,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

function readReport() {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		console.log('The tests ended without a report.');
		return undefined;
	}
}
