import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { workingText } from '../../../source/panes/containers/container-working.js';
import { factsOf } from '../../../source/state/facts.js';
import type { State } from '../../../source/state/state.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { openingView } from '../../../source/ui/views/opening-view.js';
import { container, detail } from '../../helpers/state/builders.js';
import { text } from '../../helpers/state/frame.js';
import { state, withDetails } from '../../helpers/state/state.js';
import { openAt } from './driving.js';

describe('the row of a container that a verb works on', () => {
	test('shows the verb until its answer is there', async () => {
		let release = () => {};
		const gate = new Promise<void>(resolve => {
			release = resolve;
		});
		const engine = createDemoEngine({ latency: 0 });
		Object.assign(engine.containers, { stop: () => gate });
		const app = await openAt('containers', 'db', { engine });
		app.runtime.key('s');
		await app.until(({ working }) => working.size === 1);
		expect(app.text()).toMatch(/db .*stopping/);
		release();
		await app.until(({ working }) => working.size === 0);
		expect(app.text()).not.toMatch(/db .*stopping/);
	});

	test.each([
		['stopping', 4, 'stopping 4s of 10'],
		['restarting', 12, 'restarting 12s of 10'],
		['pausing', 3, 'pausing 3s'],
		['starting', 61, 'starting 61s'],
		['stopping', 0, 'stopping'],
	])('shows for %s after %i seconds: %s', (verb, seconds, expected) => {
		const web = container('web');
		const working = new Map([[web.id, { verb, since: 1000 }]]);
		const now = withDetails(
			state({ containers: [web] }, { working, monotonicNow: 1000 + seconds * 1000 }),
			detail('web', { raw: { Config: {} } }),
		);
		expect(workingText(web, factsOf(now))).toBe(expected);
	});

	test('counts against the stop timeout of the container', () => {
		const web = container('web');
		const working = new Map([[web.id, { verb: 'stopping', since: 0 }]]);
		const now = withDetails(
			state({ containers: [web] }, { working, monotonicNow: 5000 }),
			detail('web', { raw: { Config: { StopTimeout: 90 } } }),
		);
		expect(workingText(web, factsOf(now))).toBe('stopping 5s of 90');
	});
});

test('the frame of the run form names the step that it waits for', async () => {
	let release = () => {};
	const gate = new Promise<void>(resolve => {
		release = resolve;
	});
	const engine = createDemoEngine({ latency: 0 });
	const start = engine.containers.start.bind(engine.containers);
	Object.assign(engine.containers, {
		start: async (...args: Parameters<typeof start>) => {
			await gate;
			return start(...args);
		},
	});
	const app = await openAt('images', 'nginx', { engine });
	await app.press('r');
	app.runtime.key('enter');
	await app.untilText('starting the container… · Esc closes, the work continues');
	release();
	await app.until(({ modals }) => modals.length === 0);
});

test('the line of an opening session has a spinner that turns', () => {
	const at = (seconds: number): State =>
		state({}, { opening: { id: 1, text: 'Opening a shell in web' }, monotonicNow: seconds * 1000 });
	const frames = [0, 1, 2].map(seconds => text(openingView(at(seconds), 60, unicodeGlyphs)));
	expect(new Set(frames).size).toBe(3);
	for (const frame of frames) {
		expect(frame).toMatch(/^ \S Opening a shell in web… +Esc cancels$/m);
	}
});
