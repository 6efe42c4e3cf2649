import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../../source/domain/nouns/host.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { openScope } from '../../../source/runtime/concurrency/scope.js';
import type { Connector, Opened } from '../../../source/runtime/connection/connector.js';
import { openTarget } from '../../../source/runtime/connection/open-target.js';

const connector = (open: Connector['open']): Connector => ({ open, contexts: async () => [] });
const answering = (opened: Opened) => connector(async () => opened);
const failing = (error: unknown) => connector(() => Promise.reject(error));

describe('an opened target', () => {
	test('is the connector’s answer while no engine is known', async () => {
		const opened = { engine: createDemoEngine({ latency: 0 }), attempts: [], readOnly: true };
		expect(await openTarget(answering(opened), 'default', undefined, openScope().signal)).toBe(opened);
	});

	test('is the known engine, or none: another one in its place is closed', async () => {
		let closed = 0;
		const engine = { ...createDemoEngine({ latency: 0 }), close: () => void closed++ };
		const known: Attempt = {
			endpoint: { url: 'unix:///known.sock', origin: '' },
			kind: 'unreachable',
			reason: 'connection refused',
		};
		const other: Attempt = { ...known, endpoint: { url: 'unix:///other.sock', origin: '' } };
		const opened = { engine, attempts: [known, other], readOnly: false };
		const { signal } = openScope();
		expect(await openTarget(answering(opened), 'default', engine.endpoint.url, signal)).toBe(opened);
		expect(await openTarget(answering(opened), 'default', known.endpoint.url, signal)).toEqual({
			engine: undefined,
			attempts: [known],
			readOnly: false,
		});
		expect(closed).toBe(1);
	});

	test.each([
		[{ context: 'nope' }, 'nope'],
		[{ host: 'ssh://host' }, 'ssh://host'],
		['default', 'default'],
	] as const)('that makes no sense (%j) is an attempt that needs the user', async (target, url) => {
		const error = new EngineError('bad-request', 'it does not exist');
		const { attempts, engine } = await openTarget(failing(error), target, undefined, openScope().signal);
		expect(engine).toBeUndefined();
		expect(attempts).toEqual([
			{ endpoint: { url, origin: '' }, kind: 'unreachable', reason: 'it does not exist', needsUser: true },
		]);
	});

	test('that breaks in another way is tried again without the user', async () => {
		const { attempts } = await openTarget(failing(new Error('no')), 'default', undefined, openScope().signal);
		expect(attempts.map(({ reason, needsUser }) => [reason, needsUser])).toEqual([['no', false]]);
	});

	test('has no failed attempt when it was aborted', async () => {
		const scope = openScope();
		scope.end();
		const { attempts } = await openTarget(failing(new Error('aborted')), 'default', undefined, scope.signal);
		expect(attempts).toEqual([]);
	});
});
