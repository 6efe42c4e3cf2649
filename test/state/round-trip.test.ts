import { describe, expect, test } from 'vitest';
import { isFar, withRoundTrip } from '../../source/state/round-trip.js';
import { fleet } from '../helpers/state/fleet.js';

const overSsh = fleet({ endpoint: { url: 'ssh://prod', origin: '--host' } });

describe('the round trip to an engine', () => {
	test('is noted over ssh only', () => {
		expect(withRoundTrip(overSsh, 84).roundTripMs).toBe(84);
		for (const url of ['unix:///var/run/docker.sock', 'tcp://prod:2376', 'demo://']) {
			const near = fleet({ endpoint: { url, origin: '--host' } });
			expect(withRoundTrip(near, 84)).toBe(near);
		}
	});

	test('keeps the state after a small change, and follows a larger one', () => {
		const state = withRoundTrip(overSsh, 100);
		for (const ms of [86, 100, 114]) {
			expect(withRoundTrip(state, ms)).toBe(state);
		}
		expect(withRoundTrip(state, 130).roundTripMs).toBe(130);
		const quick = withRoundTrip(overSsh, 2);
		expect(withRoundTrip(quick, 6)).toBe(quick);
	});

	test('is far from 200 ms on', () => {
		expect([undefined, 3, 199, 200, 1500].map(roundTripMs => isFar({ ...overSsh, roundTripMs }))).toEqual([
			false,
			false,
			false,
			true,
			true,
		]);
	});
});
