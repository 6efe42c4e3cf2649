import { afterEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';

/** A demo engine whose next answer to one call waits until the test releases or fails it. */
function slowEngine(noun: 'images' | 'containers' | 'system', call: string) {
	const engine = createDemoEngine({ latency: 0 });
	let isSlow = false;
	const waiting: { answer(): void; fail(error: Error): void; signal: AbortSignal }[] = [];
	const calls = new Proxy(engine[noun], {
		get(target, name) {
			const real = Reflect.get(target, name) as (...parameters: unknown[]) => unknown;
			return (...parameters: unknown[]) => {
				if (name !== call || !isSlow) {
					return real.apply(target, parameters);
				}
				const { signal } = parameters.at(-1) as { signal: AbortSignal };
				return new Promise((resolve, reject) => {
					signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
					waiting.push({ answer: () => resolve(real.apply(target, parameters)), fail: reject, signal });
				});
			};
		},
	});
	return {
		engine: { ...engine, [noun]: calls } as Engine,
		slow: () => {
			isSlow = true;
		},
		waiting,
	};
}

describe('keys before a question that waits for the engine', () => {
	let app: Dashboard;
	afterEach(() => app.close());
	const type = (...keys: string[]) => {
		for (const key of keys) {
			app.runtime.key(key);
		}
	};
	const first = () => {
		const [modal] = app.state().modals;
		return modal?.kind === 'form' ? modal : undefined;
	};

	/** Opens the images pane and presses `r`, whose form waits for an inspect. */
	async function pressRun() {
		const slow = slowEngine('images', 'inspect');
		app = await openDashboard({ engine: slow.engine });
		await app.press('2');
		slow.slow();
		type('r');
		const [request] = slow.waiting;
		if (!request) {
			throw new Error('nothing was requested');
		}
		return request;
	}

	test('go to the run form in their order, with pasted text, and never to the list', async () => {
		const request = await pressRun();
		const before = app.state();
		type('tab', 'd', 's', 'j');
		app.runtime.paste('-x');
		type('D');
		expect(app.state().panes).toBe(before.panes);
		expect(app.state().modals).toEqual([]);
		request.answer();
		await app.until(() => first()?.values.name === 'dsj-xD');
		expect(app.state().commands).toEqual([]);
		expect(app.state().panes.images.selected).toBe(before.panes.images.selected);
	});

	test('shows what it waits for, and Esc cancels it and drops the keys', async () => {
		const request = await pressRun();
		type('x', 'y');
		await app.untilText(/Reading \S+…\s+Esc cancels/);
		type('escape');
		// The Overview of the image waits for the engine as well, so the dashboard is not idle.
		await app.until(state => state.opening === undefined);
		expect(request.signal.aborted).toBe(true);
		expect(app.state()).toMatchObject({ modals: [], opening: undefined, focus: 'list' });
		// Keys are held until the action has had its turn.
		await new Promise(resolve => setImmediate(() => setImmediate(resolve)));
		type('j', '1');
		expect(app.state().pane).toBe('containers');
	});

	test('opens the run form also when the image is gone', async () => {
		const request = await pressRun();
		type('tab', 'a');
		request.fail(new EngineError('not-found', 'No such image'));
		await app.until(() => first()?.values.name === 'a');
	});

	test.each([
		['the limits', 'containers', 'inspect', '1', 'u'],
		['the clean-up', 'system', 'diskUsage', '1', 'X'],
	] as const)('are held for %s, too, and dropped with a message if it fails', async (_, noun, call, pane, key) => {
		const slow = slowEngine(noun, call);
		app = await openDashboard({ engine: slow.engine });
		await app.press(pane);
		await app.until(state => state.resources.container.size > 0);
		await app.runtime.idle();
		slow.slow();
		const already = slow.waiting.length;
		type(key);
		const panes = app.state().panes;
		type('j', 'd', 'r');
		slow.waiting[already]?.fail(new EngineError('server', 'out of order'));
		await app.until(state => state.toasts.some(({ text }) => text.includes('3 keys were dropped')));
		expect(app.state().panes.containers.selected).toBe(panes.containers.selected);
		expect(app.state()).toMatchObject({ modals: [], commands: [] });
		expect(app.state().toasts.some(({ text }) => text.includes('out of order'))).toBe(true);
	});
});
