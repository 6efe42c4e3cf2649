import { expect, test } from 'vitest';
import { statsContent } from '../../source/panes/tabs/stats/stats-content.js';
import { container, detail, gibibyte, host, mebibyte, noLimits, now, reading } from '../helpers/state/builders.js';

test('old values keep the limits that they had', () => {
	const at = (second: number, cpuLimit: number | undefined, memoryLimit: number) =>
		reading({ at: now + second * 1000, memoryLimit, ...(cpuLimit !== undefined && { cpuLimit }) });
	const readings = [
		at(0, undefined, 300 * mebibyte),
		at(1, 0.2, 300 * mebibyte),
		at(2, 0, 8 * gibibyte),
		at(3, 0.015, 512 * mebibyte),
		at(4, undefined, 512 * mebibyte),
	];
	const limits = { ...noLimits, nanoCpus: 15_000_000, memory: 512 * mebibyte };
	const { loads } = statsContent(
		container('a'),
		{ readings, rates: undefined },
		detail('a', { limits }),
		{ ...host, cpus: 8, memory: 8 * gibibyte },
		now,
		80,
	);
	expect(loads[0]!.limits).toEqual([20, 20, undefined, 1.5, 1.5]);
	expect(loads[1]!.limits).toEqual([300, 300, undefined, 512, 512].map(each => each && each * mebibyte));
	expect(loads[0]!.text).toContain(' of 1.5%');
});
