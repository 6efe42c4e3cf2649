import { expect, onTestFinished, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import type { Connector } from '../../../source/runtime/connection/connector.js';
import { openDashboard } from '../../helpers/dashboard.js';

/** The demo engine under an address; its events end when the test calls `end`. */
function engineAt(url: string): { engine: Engine; end(): void; closed(): boolean } {
	const demo = createDemoEngine({ latency: 0 });
	let end = () => {};
	const ended = new Promise<void>(resolve => {
		end = resolve;
	});
	let closed = false;
	const engine: Engine = {
		...demo,
		endpoint: { url, origin: 'default socket' },
		system: {
			...demo.system,
			// biome-ignore lint/correctness/useYield: these events only end
			async *events({ ready }) {
				ready?.(undefined);
				await ended;
			},
		},
		close() {
			closed = true;
			demo.close();
		},
	};
	return { engine, end: () => end(), closed: () => closed };
}

test('a reconnect refuses another engine and waits for the one that was lost', async () => {
	const docker = engineAt('unix:///var/run/docker.sock');
	const podman = engineAt('unix:///run/user/1000/podman.sock');
	const back = engineAt('unix:///var/run/docker.sock');
	const down = { endpoint: docker.engine.endpoint, kind: 'unreachable', reason: 'connection refused' } as const;
	const answers = [
		{ engine: docker.engine, attempts: [], readOnly: false },
		{ engine: podman.engine, attempts: [down], readOnly: false },
		{ engine: back.engine, attempts: [], readOnly: false },
	];
	const connector: Connector = { open: async () => answers.shift()!, contexts: async () => [] };
	const app = await openDashboard({ connector });
	onTestFinished(() => app.close());
	docker.end();
	await app.until(
		({ connection }) => connection.status === 'reconnecting' && connection.reason === 'connection refused',
	);
	expect(podman.closed()).toBe(true);
	await app.until(({ connection }) => connection.status === 'connected');
	expect(app.state().endpoint.url).toBe('unix:///var/run/docker.sock');
	expect(answers).toEqual([]);
});

test('an end that no event reported is noted in the log after a reconnect', async () => {
	const engines = [engineAt('unix:///x.sock'), engineAt('unix:///x.sock')] as const;
	const answers = engines.map(({ engine }) => ({ engine, attempts: [], readOnly: false }));
	const connector: Connector = { open: async () => answers.shift()!, contexts: async () => [] };
	const app = await openDashboard({ connector });
	onTestFinished(() => app.close());
	const web = app.state().lists.containers.items.find(({ name }) => name === 'web')!;
	await app.press('/');
	await app.type('web');
	await app.press('enter', 'l');
	await app.until(({ logs }) => logs.container === web.id && logs.lines.length > 0);
	await engines[1].engine.containers.stop(web.id, { signal: new AbortController().signal });
	engines[0].end();
	await app.until(({ logs }) => [...logs.lines].some(({ note }) => note?.kind === 'stopped'));
	expect(app.state().lists.containers.byKey.get(web.id)?.state).toBe('exited');
});

test('an engine that ends each connection at once is tried less and less often', async () => {
	let opened = 0;
	const connector: Connector = {
		open: async () => {
			opened++;
			const flapping = engineAt('unix:///x.sock');
			flapping.end();
			return { engine: flapping.engine, attempts: [], readOnly: false };
		},
		contexts: async () => [],
	};
	const app = await openDashboard({ connector });
	onTestFinished(() => app.close());
	await app.until(({ connection }) => connection.status === 'reconnecting' && connection.attempt === 3);
	expect(app.screen()[0]).toContain('✗ reconnecting, attempt 3  the engine closed the connection');
	const { connection, monotonicNow } = app.state();
	expect(connection.status === 'reconnecting' && connection.retryAt - monotonicNow).toBeGreaterThan(1500);
	expect(opened).toBe(3);
});
