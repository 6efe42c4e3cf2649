import { describe, expect, test } from 'vitest';
import {
	cpuLimit,
	cpuText,
	hostLoad,
	loadLevel,
	memoryLimit,
	memoryText,
	parseCpuset,
	percentText,
} from '../../../source/domain/stats/limits.js';
import type { Reading } from '../../../source/domain/stats/stats.js';
import { noLimits } from '../../helpers/state/builders.js';

const mega = 1024 ** 2;

describe('cpuLimit', () => {
	test.each([
		[{}, undefined],
		[{ nanoCpus: 200_000_000 }, 0.2],
		[{ cpuQuota: 50_000 }, 0.5],
		[{ cpuQuota: 50_000, cpuPeriod: 25_000 }, 2],
		[{ cpuQuota: -1, cpuPeriod: 25_000 }, undefined],
		[{ cpusetCpus: '0-1,5' }, 3],
		[{ cpusetCpus: '0', nanoCpus: 2e9 }, 1],
		[{ nanoCpus: 8e9 }, undefined],
		[{ cpusetCpus: 'junk' }, undefined],
	])('%j allows %s of 8 cores', (limits, expected) => {
		expect(cpuLimit({ ...noLimits, ...limits }, 8)).toBe(expected);
	});
});

test('parseCpuset parses lists of CPUs', () => {
	expect(parseCpuset('0-3,5,2')).toEqual([0, 1, 2, 3, 5]);
	expect(parseCpuset('')).toEqual([]);
	for (const bad of ['3-1', 'a', '1,,2', '-1']) {
		expect(parseCpuset(bad)).toBeUndefined();
	}
});

test('memoryLimit ignores a limit that is not below the host memory', () => {
	expect(memoryLimit({ ...noLimits, memory: 300 }, 1000)).toBe(300);
	expect(memoryLimit({ ...noLimits, memory: 1000 }, 1000)).toBeUndefined();
	expect(memoryLimit(noLimits, 1000)).toBeUndefined();
});

test('loadLevel compares a use with its limit', () => {
	expect([79.9, 80, 94.9, 95, 200].map(used => loadLevel(used, 100))).toEqual(['normal', 'near', 'near', 'at', 'at']);
	expect(loadLevel(1, 0)).toBe('normal');
});

test('cpuText and memoryText write use and limit', () => {
	expect([
		cpuText(18.2, 0.2),
		cpuText(3.1, undefined),
		cpuText(0.24, 1.5),
		cpuText(0, 1),
		cpuText(undefined, 1),
	]).toEqual(['18/20%', '3% ∞', '0.2/150%', '0/100%', '--']);
	// Below ten per cent, tenths matter.
	expect([cpuText(1.53, 0.015), cpuText(5, 0.05), cpuText(9.94, 0.0999), cpuText(12, 0.1)]).toEqual([
		'1.5/1.5%',
		'5/5%',
		'9.9/10%',
		'12/10%',
	]);
	expect([1.5, 2, 0.25, 9.96, 10.4, 150].map(percentText)).toEqual(['1.5%', '2%', '0.3%', '10%', '10%', '150%']);
	expect(memoryText(41 * mega, 300 * mega)).toBe('41/300M');
	expect(memoryText(1126 * mega, 2048 * mega)).toBe('1.1/2G');
	expect(memoryText(900 * mega, 2048 * mega)).toBe('900M/2G');
	expect(memoryText(41 * mega, undefined)).toBe('41M ∞');
	expect(memoryText(41 * mega, undefined, 'inf')).toBe('41M inf');
	expect(memoryText(undefined, mega)).toBe('--');
});

test('hostLoad adds up use and limits of all containers', () => {
	const reading = { cpuPercent: 150, memory: 100 } as Reading;
	const items = [
		{ reading, limits: { ...noLimits, nanoCpus: 2e9, memory: 300 } },
		{ reading: { ...reading, cpuPercent: undefined }, limits: noLimits },
		{ reading },
		{},
	];
	expect(hostLoad(items, { cpus: 8, memory: 1000 })).toEqual({
		cpuUsed: 3,
		cpuLimits: 2,
		memoryUsed: 300,
		memoryLimits: 300,
		cpuUnlimited: 1,
		memoryUnlimited: 1,
	});
});
