import { describe, expect, test } from 'vitest';
import { cannotConnect } from '../../../../source/domain/nouns/host.js';
import { plainText } from '../../../../source/domain/text/lines.js';
import type { State } from '../../../../source/state/state.js';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { headerView } from '../../../../source/ui/views/header/header-view.js';
import { container, gibibyte, host, longId, reading } from '../../../helpers/state/builders.js';
import { fleet } from '../../../helpers/state/fleet.js';
import { state, withReadings } from '../../../helpers/state/state.js';

const header = (state: State, width = 160): string => plainText(headerView(state, width, 1, unicodeGlyphs)[0]!);

describe('the header', () => {
	test('says which engine, on which machine, and how loaded that is', () => {
		const line = header(fleet());
		expect(line).toContain('prod · prod-1 · Docker 28.2.2 · 8 CPU · 31.2GiB');
		expect(line).toContain('1.7/8');
		expect(line).toContain('1.6/31G');
	});

	test('keeps the engine and the badges at any width', () => {
		const line = header(fleet({ demo: true, readOnly: true }), 40);
		expect(line).toContain('prod');
		expect(line).toContain('DEMO');
		expect(line).toContain('READ-ONLY');
	});

	test('names the address when no context led there', () => {
		const of = (url: string) => header(fleet({ endpoint: { url, origin: '--host' } }));
		expect(of('unix:///run/user/1000/docker.sock')).toContain('/run/user/1000/docker.sock');
		expect(of('demo://')).toContain('demo engine');
		expect(of('ssh://me@prod-1')).toContain('me@prod-1 · Docker');
	});

	test('says that the connection is lost and why, in place of numbers that are no longer true', () => {
		const lost = header(
			fleet({ connection: { status: 'reconnecting', attempt: 3, reason: 'connection refused', retryAt: 0 } }),
		);
		expect(lost).toContain('✗ reconnecting, attempt 3');
		expect(lost).toContain('connection refused');
		expect(lost).not.toContain('1.7/8');
	});

	test('says why at once: the address stands at the left already', () => {
		const endpoint = { url: 'ssh://me@127.0.0.1:40509', origin: '--host' };
		const reason = `${cannotConnect(endpoint)}ssh was ended by SIGKILL`;
		const lost = fleet({ endpoint, connection: { status: 'reconnecting', attempt: 12, reason, retryAt: 0 } });
		expect(header(lost, 80)).toMatch(/me@127\.0\.0\.1:40509 +✗ reconnecting, attempt 12 +ssh was ended by SIGK/);
		expect(header(lost, 120)).toContain('attempt 12  ssh was ended by SIGKILL');
	});

	test('cuts a long reason to the room that is left, until it says nothing', () => {
		const reason = 'the engine sent half a message: {"status":"start"';
		const lost = fleet({ connection: { status: 'reconnecting', attempt: 3, reason, retryAt: 0 } });
		expect(header(lost, 70)).toMatch(/^ prod +✗ reconnecting, attempt 3 +the engine sent half.*…$/);
		expect(header(lost, 40)).toMatch(/^ prod +✗ reconnecting, attempt 3 $/);
	});

	test('adds up only what is measured and says how much that is', () => {
		const base = state({ containers: [container('a'), container('b'), container('c')] });
		const measured = withReadings(base, {
			[longId('a')]: [reading({ cpuPercent: 100, memory: gibibyte })],
			[longId('b')]: [reading({ cpuPercent: 60, memory: gibibyte })],
		});
		expect(header(measured)).toContain('≥1.6/8');
		expect(header(measured, 80)).toMatch(/≥1\.6\/8.*≥2\/31G/);
		expect(header(fleet())).toContain(' 1.7/8');
		expect(header(measured)).toContain('2/3 measured');
		expect(header(base)).not.toContain('CPU █');
	});

	test('leaves out readings of rows that nobody looks at any more', () => {
		const base = state({ containers: [container('a'), container('b')] });
		const stale = withReadings(base, {
			[longId('a')]: [reading({ cpuPercent: 100 })],
			[longId('b')]: [reading({ cpuPercent: 60, at: base.now - 600_000 })],
		});
		expect(header(stale)).toContain('1.0/8');
	});

	test('stays whole without anything known of the host', () => {
		expect(header(state({}, { host: undefined, connection: { status: 'connecting', attempts: [] } }))).toContain(
			'connecting…',
		);
		expect(header(fleet({ host: { ...host, memory: 0, cpus: 0 } }))).toContain('Docker 28.2.2');
	});
});
