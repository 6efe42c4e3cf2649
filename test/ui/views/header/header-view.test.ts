import { describe, expect, test } from 'vitest';
import { cannotConnect, lostConnection } from '../../../../source/domain/nouns/host.js';
import { plainText } from '../../../../source/domain/text/lines.js';
import type { State } from '../../../../source/state/state.js';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { headerView } from '../../../../source/ui/views/header/header-view.js';
import { container, gibibyte, host, longId, reading } from '../../../helpers/state/builders.js';
import { fleet } from '../../../helpers/state/fleet.js';
import { state, withReadings } from '../../../helpers/state/state.js';

const header = (state: State, width = 160): string => plainText(headerView(state, width, 1, unicodeGlyphs)[0]!);

describe('the header', () => {
	test('shows the engine, its host and the load of the host', () => {
		const line = header(fleet());
		expect(line).toContain('prod · prod-1 · Docker 28.2.2 · 8 CPU · 31.2GiB');
		expect(line).toContain('1.7/8');
		expect(line).toContain('1.6/31G');
	});

	test('shows no load of an engine without cgroups', () => {
		const line = header(fleet({ host: { ...host, cgroupDriver: 'none' } }));
		expect(line).toContain('CPU --');
		expect(line).toContain('MEM --');
		expect(line).toContain('no cgroups');
		expect(line).not.toContain('/8');
	});

	test('keeps the name of the product, the engine and the badges at any width', () => {
		const long = fleet({ endpoint: { url: 'ssh://me@a-rather-long-name.example.com:40509', origin: '--host' } });
		for (let width = 40; width < 130; width++) {
			expect(header(fleet({ demo: true, readOnly: true }), width)).toContain('plimsoll');
			expect(header(long, width)).toContain('plimsoll  me@');
		}
		expect(header({ ...long, readOnly: true }, 50)).toMatch(/^ plimsoll {2}me@a-rather.*… {2}READ-ONLY/);
		const line = header(fleet({ demo: true, readOnly: true }), 40);
		expect(line).toContain('prod');
		expect(line).toContain('DEMO');
		expect(line).toContain('READ-ONLY');
	});

	test('shows the address of an engine without a docker context', () => {
		const of = (url: string) => header(fleet({ endpoint: { url, origin: '--host' } }));
		expect(of('unix:///run/user/1000/docker.sock')).toContain('/run/user/1000/docker.sock');
		expect(of('demo://')).toContain('demo engine');
		expect(of('ssh://me@prod-1')).toContain('me@prod-1 · Docker');
	});

	test('shows the round trip over ssh while it is connected, as a warning when the line is slow', () => {
		const over = (roundTripMs: number) =>
			fleet({ endpoint: { url: 'ssh://me@prod-1', origin: '--host' }, roundTripMs });
		expect(header(over(84.3))).toContain('me@prod-1 · ssh 84 ms · Docker');
		expect(header(over(0.4))).toContain('· ssh 1 ms ·');
		const role = (state: State) =>
			headerView(state, 160, 1, unicodeGlyphs)[0]!.find(({ text }) => text.startsWith('ssh '))?.role;
		expect([role(over(84)), role(over(230))]).toEqual(['dim', 'warn']);
		const connection = { status: 'reconnecting', attempt: 3, reason: 'connection refused', retryAt: 0 } as const;
		expect(header({ ...over(84), connection })).not.toContain(' ms');
	});

	test('shows that the connection is lost, with the reason, and hides the stale load', () => {
		const lost = header(
			fleet({ connection: { status: 'reconnecting', attempt: 3, reason: 'connection refused', retryAt: 0 } }),
		);
		expect(lost).toContain('✗ reconnecting, attempt 3');
		expect(lost).toContain('connection refused');
		expect(lost).not.toContain('1.7/8');
	});

	test('shows the reason without the address, which stands at the left already', () => {
		const endpoint = { url: 'ssh://me@127.0.0.1:40509', origin: '--host' };
		const reason = `${cannotConnect(endpoint)}ssh was ended by SIGKILL`;
		const lost = fleet({ endpoint, connection: { status: 'reconnecting', attempt: 12, reason, retryAt: 0 } });
		expect(header(lost, 80)).toMatch(/me@127\.0\.0\.1:40509 +✗ reconnecting, attempt 12 +ssh was ended by SIGK/);
		expect(header(lost, 120)).toContain('attempt 12  ssh was ended by SIGKILL');
	});

	test('does not say a second time that the connection is lost, so that the cause fits', () => {
		const endpoint = { url: 'unix:///run/user/1000/docker-desktop/docker.sock', origin: '--host' };
		const reason = `${lostConnection}connection reset by peer`;
		const lost = fleet({ endpoint, connection: { status: 'reconnecting', attempt: 1, reason, retryAt: 0 } });
		expect(header(lost, 110)).toMatch(/✗ reconnecting, attempt 1 +connection reset by peer *$/);
	});

	test('cuts a long reason to the free width, and drops it if too little is left', () => {
		const reason = 'the engine sent half a message: {"status":"start"';
		const lost = fleet({ connection: { status: 'reconnecting', attempt: 3, reason, retryAt: 0 } });
		expect(header(lost, 70)).toMatch(/^ plimsoll {2}prod +✗ reconnecting, attempt 3 +the engine sent.*…$/);
		expect(header(lost, 44)).toMatch(/^ plimsoll {2}prod +✗ reconnecting, attempt 3 $/);
	});

	test('adds up the measured containers and shows how many they are', () => {
		const base = state({ containers: [container('a'), container('b'), container('c')] });
		const measured = withReadings(base, {
			[longId('a')]: [reading({ cpuPercent: 100, memory: gibibyte })],
			[longId('b')]: [reading({ cpuPercent: 60, memory: gibibyte })],
		});
		expect(header(measured)).toContain('≥1.6/8');
		expect(header(measured, 80)).toMatch(/≥1\.6\/8.*≥2\/31G/);
		expect(header(fleet())).toContain(' 1.7/8');
		expect(header(measured)).toContain('2/3 measured');
		expect(header(base)).not.toContain('CPU ━');
	});

	test('ignores old readings of rows that are off screen', () => {
		const base = state({ containers: [container('a'), container('b')] });
		const stale = withReadings(base, {
			[longId('a')]: [reading({ cpuPercent: 100 })],
			[longId('b')]: [reading({ cpuPercent: 60, at: base.now - 600_000 })],
		});
		expect(header(stale)).toContain('1.0/8');
	});

	test('draws the whole line before the host is known', () => {
		expect(header(state({}, { host: undefined, connection: { status: 'connecting', attempts: [] } }))).toContain(
			'connecting…',
		);
		expect(header(fleet({ host: { ...host, memory: 0, cpus: 0 } }))).toContain('Docker 28.2.2');
	});
});
