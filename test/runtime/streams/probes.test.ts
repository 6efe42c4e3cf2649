import { afterEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../../source/engine/demo/world/clock.js';
import { containerDetail, shownContainers } from '../../../source/state/selectors.js';
import { clockOf, type FuzzApp, fuzzApp } from '../../fuzz/keys/fuzz-app.js';
import { recorded } from '../recorded.js';

let app: FuzzApp | undefined;
afterEach(() => app?.runtime.stop());

/** The dashboard on the demo engine with one container selected; `inspects` counts the requests of its details. */
async function openOn(name: string) {
	const manual = manualClock();
	const engine = recorded(createDemoEngine({ clock: manual, latency: 0 }));
	app = fuzzApp(engine.engine, clockOf(manual));
	const { runtime, state } = app;
	runtime.start('default');
	await manual.advance(1000);
	const at = shownContainers(state()).findIndex(container => container.name === name);
	for (let step = 0; step < at; step++) {
		runtime.key('j');
	}
	await manual.advance(1000);
	const id = state().panes.containers.selected ?? '';
	return {
		manual,
		runtime,
		probeAge: () => manual.now() - (containerDetail(state(), id)?.probes.at(-1)?.at ?? 0),
		inspects: () => engine.of('containers.inspect').filter(({ args }) => args[0] === id).length,
	};
}

describe('the health checks on screen', () => {
	test('are never older than a check and a poll, although no event reports them', async () => {
		const { manual, runtime, probeAge } = await openOn('search');
		runtime.key('m');
		for (let round = 0; round < 6; round++) {
			await manual.advance(47_000);
			expect(probeAge()).toBeLessThanOrEqual(33_000);
		}
	});

	test('cause no requests while they are not on screen, or the terminal lacks the focus', async () => {
		const { manual, runtime, inspects } = await openOn('search');
		runtime.key('i');
		await manual.advance(1000);
		const before = inspects();
		await manual.advance(60_000);
		expect(inspects()).toBe(before);
		runtime.key('m');
		await manual.advance(20_000);
		const shown = inspects();
		expect(shown).toBeGreaterThan(before + 5);
		runtime.focus(false);
		await manual.advance(60_000);
		expect(inspects()).toBeLessThanOrEqual(shown + 1);
	});

	test('cause no requests for a container without a health check', async () => {
		const { manual, runtime, inspects } = await openOn('web');
		runtime.key('m');
		await manual.advance(1000);
		const before = inspects();
		await manual.advance(60_000);
		expect(inspects()).toBe(before);
	});
});
