import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { noGrowth } from '../../source/platform/keep-young.js';

/** Allocates like many frames do; a part of it survives. */
const storm = (count: number) => `
	for (let count = 0; count < ${count}; count++) {
		kept.push({ count, pair: [count, count] });
		if (kept.length > 8000) kept = kept.slice(4000);
	}`;
const set = (flag: string) => `v8.setFlagsFromString('${flag}');`;

/** Returns the bytes of the young generation after a script. */
const young = (...script: readonly string[]): number => {
	const tell =
		"process.stdout.write(String(v8.getHeapSpaceStatistics().find(s => s.space_name === 'new_space').space_size))";
	const source = `const v8 = require('node:v8'); let kept = []; ${script.join('\n')}\n${tell}`;
	return Number(execFileSync(process.execPath, ['-e', source], { encoding: 'utf8' }));
};

test('flags that are set at run time keep the young generation at its size after the start', () => {
	const megabyte = 2 ** 20;
	expect(young(storm(1_000_000))).toBeGreaterThanOrEqual(32 * megabyte);
	expect(young(storm(20_000), set(noGrowth), storm(1_000_000))).toBeLessThanOrEqual(4 * megabyte);
});
