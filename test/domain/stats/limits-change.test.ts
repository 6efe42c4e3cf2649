import { describe, expect, test } from 'vitest';
import {
	cpuForm,
	type LimitTexts,
	limitsChange,
	type PresentLimits,
	presentTexts,
} from '../../../source/domain/stats/limits-change.js';
import { limitErrors } from '../../../source/domain/stats/limits-refusal.js';
import { noLimits } from '../../helpers/state/builders.js';

const megabyte = 1024 ** 2;
const host = { cpus: 8, cgroupDriver: 'systemd', droppedLimits: [] };
const present = (limits: Partial<PresentLimits['limits']> = {}, autoRemove = false): PresentLimits => ({
	limits: { ...noLimits, ...limits },
	restartPolicy: { name: 'no', maximumRetryCount: 0 },
	autoRemove,
});
const judge = (now: PresentLimits, change: Partial<LimitTexts>) => {
	const texts = { ...presentTexts(now), ...change };
	const errors = limitErrors(texts, now, host);
	return Object.keys(errors).length > 0 ? errors : limitsChange(texts, now);
};

describe('limits of a container', () => {
	test('have one form of CPU limit, which a change keeps', () => {
		expect(cpuForm(present())).toBe('either');
		expect(cpuForm(present({ nanoCpus: 2e8 }))).toBe('cpus');
		expect(cpuForm(present({ cpuQuota: 20_000, cpuPeriod: 100_000 }))).toBe('quota');
	});

	test('are written as docker’s flags take them', () => {
		const now = present({ memory: 300 * megabyte, memorySwap: -1, nanoCpus: 1.5e9, cpusetCpus: '0-1', pids: 100 });
		expect(presentTexts(now)).toMatchObject({
			memory: '300m',
			memorySwap: '-1',
			cpus: '1.5',
			pidsLimit: '100',
			restart: 'no',
		});
	});

	test.each<[string, PresentLimits, Partial<LimitTexts>, object]>([
		[
			'only the changed limits',
			present({ memory: 300 * megabyte, memorySwap: 600 * megabyte }),
			{ memory: '400m' },
			{ memory: 400 * megabyte },
		],
		[
			'no change for the same value in another form',
			present({ memory: 1024 * megabyte, memorySwap: -1 }),
			{ memory: '1024m', pidsLimit: '5' },
			{ pidsLimit: 5 },
		],
		[
			'swap again when it is unlimited',
			present({ memory: 300 * megabyte, memorySwap: -1 }),
			{ memory: '400m' },
			{ memory: 400 * megabyte, memorySwap: -1 },
		],
		[
			'a first limit with its swap',
			present(),
			{ memory: '300m', memorySwap: '600m' },
			{ memory: 300 * megabyte, memorySwap: 600 * megabyte },
		],
		[
			'a quota that is removed',
			present({ cpuQuota: 20_000, cpuPeriod: 100_000 }),
			{ cpuQuota: '-1' },
			{ cpuQuota: -1 },
		],
		['a restart policy', present(), { restart: 'on-failure:3' }, { restart: 'on-failure:3' }],
	])('are sent: %s', (_, now, change, expected) => {
		expect(judge(now, change)).toEqual(expected);
	});

	test.each<[string, PresentLimits, Partial<LimitTexts>, Record<string, RegExp>]>([
		['nothing', present(), {}, { '': /nothing is changed/ }],
		['a removed limit', present({ memory: 300 * megabyte }), { memory: '' }, { memory: /cannot be removed/ }],
		['a first limit without swap', present(), { memory: '300m' }, { memorySwap: /600m is usual/ }],
		[
			'more than memory and swap',
			present({ memory: 300 * megabyte, memorySwap: 600 * megabyte }),
			{ memory: '1g' },
			{ memorySwap: /at least 1g/ },
		],
		['swap without memory', present(), { memorySwap: '1g' }, { memorySwap: /always set the Memory limit/ }],
		['too little memory', present(), { memory: '1m' }, { memory: /Minimum memory limit allowed is 6MB/ }],
		[
			'less than the reservation',
			present({ memory: 300 * megabyte, memorySwap: -1, memoryReservation: 200 * megabyte }),
			{ memory: '100m' },
			{ memoryReservation: /reservation/ },
		],
		['more CPUs than there are', present(), { cpus: '9' }, { cpus: /0\.01 to 8\.00/ }],
		['both forms of CPU', present(), { cpus: '1', cpuQuota: '20000' }, { cpus: /Conflicting options/ }],
		['a quota below a millisecond', present(), { cpuQuota: '999' }, { cpuQuota: /less than 1ms/ }],
		['an invalid list of CPUs', present(), { cpusetCpus: '0-' }, { cpusetCpus: /0-3,5/ }],
		['zero processes', present(), { pidsLimit: '0' }, { pidsLimit: /-1 is no limit/ }],
		['an unknown policy', present(), { restart: 'sometimes' }, { restart: /unknown policy/ }],
		['a policy with auto-remove', present({}, true), { restart: 'always' }, { restart: /AutoRemove/ }],
	])('are refused: %s', (_, now, change, expected) => {
		const errors = judge(now, change) as Record<string, string>;
		expect(Object.keys(errors)).toEqual(Object.keys(expected));
		for (const [name, words] of Object.entries(expected)) {
			expect(errors[name]).toMatch(words);
		}
	});
});
