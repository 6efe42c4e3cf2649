import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fetchedEngines, startableEngine } from '../helpers/engine/chosen-engine.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';

const { skip } = engineOrSkip();
const script = path.resolve(import.meta.dirname, '../../scripts/engines.sh');

test('scripts/engines.sh refuses an unknown engine before it makes a folder', () => {
	expect(() => execFileSync('bash', [script, 'docker99'], { stdio: 'pipe' })).toThrow('unknown engine: docker99');
});

describe.skipIf(skip)('PLIMSOLL_TEST_ENGINE', () => {
	test('names the engines that exist when it has an unknown value', () => {
		expect(() => startableEngine('docker99')).toThrow(
			`PLIMSOLL_TEST_ENGINE is docker99, not one of ${Object.keys(fetchedEngines).join(', ')}`,
		);
	});
});
