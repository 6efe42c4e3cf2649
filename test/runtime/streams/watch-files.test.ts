import { afterEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../../source/engine/demo/world/clock.js';
import { EngineError } from '../../../source/engine/errors.js';
import { textLines } from '../../../source/state/detail/text-lines.js';
import { showTab, withPane } from '../../../source/state/lists/selection.js';
import { topModal } from '../../../source/state/modals/modals.js';
import { clockOf, type FuzzApp, fuzzApp } from '../../fuzz/keys/fuzz-app.js';

let app: FuzzApp | undefined;
afterEach(() => app?.runtime.stop());

/** The dashboard on the demo, whose files have stamps, with the Plan tab of the grouped project `shop` open. */
async function open() {
	const manual = manualClock();
	const demo = createDemoEngine({ clock: manual, latency: 0 });
	const files = { stamp: 'first', reads: 0, mistake: '' };
	const read: typeof demo.compose.read = async (...input) => {
		files.reads++;
		if (files.mistake !== '') {
			throw new EngineError('bad-request', files.mistake);
		}
		const reading = await demo.compose.read(...input);
		const watched = reading.sources.map(({ path }) => ({ path, stamp: files.stamp }));
		return { ...reading, watch: { ...reading.watch, files: watched } };
	};
	const stamps: typeof demo.compose.stamps = async paths => paths.map(() => files.stamp);
	app = fuzzApp({ ...demo, compose: { ...demo.compose, read, stamps } }, clockOf(manual));
	const { runtime, state } = app;
	runtime.start('default');
	await manual.advance(1000);
	runtime.key('.');
	await manual.advance(1000);
	const shop = state().lists.compose.items.find(({ name }) => name === 'shop')!;
	runtime.store.update(before => showTab(withPane(before, 'containers', { selected: shop.key }), 'compose', 'plan'));
	await manual.advance(1000);
	const text = () =>
		textLines(state(), 100)
			.map(line => line.map(span => span.text).join(''))
			.join('\n');
	return { manual, runtime, state, files, text };
}

describe('a file of a plan on screen that is written', () => {
	test('makes the tab again, once', async () => {
		const { manual, files, text } = await open();
		expect(text()).toContain('2 recreate');
		await manual.advance(5000);
		expect(files.reads).toBe(1);
		files.stamp = 'second';
		await manual.advance(5000);
		expect(files.reads).toBe(2);
	});

	test('is not looked at while the terminal lacks the focus', async () => {
		const { manual, runtime, files } = await open();
		runtime.focus(false);
		files.stamp = 'second';
		await manual.advance(5000);
		expect(files.reads).toBe(1);
		runtime.focus(true);
		await manual.advance(5000);
		expect(files.reads).toBe(2);
	});

	test('with a mistake is shown above the last plan until it is written again', async () => {
		const { manual, files, text } = await open();
		Object.assign(files, { stamp: 'second', mistake: 'yaml: line 3: mapping values are not allowed' });
		await manual.advance(2000);
		expect(text()).toContain('No newer plan: yaml: line 3: mapping values are not allowed');
		expect(text()).toContain('2 recreate');
		Object.assign(files, { stamp: 'third', mistake: '' });
		await manual.advance(2000);
		expect(text()).not.toContain('No newer plan');
	});

	test('is named in the dialog, which is made again with r', async () => {
		const { manual, runtime, state, files } = await open();
		runtime.key('U');
		await manual.advance(3000);
		expect(topModal(state())).toMatchObject({ kind: 'plan', note: '' });
		files.stamp = 'second';
		await manual.advance(3000);
		const note = '/home/ada/shop/compose.yaml is newer than this plan. Press r to plan again.';
		expect(topModal(state())).toMatchObject({ kind: 'plan', note });
		runtime.key('r');
		await manual.advance(3000);
		expect(topModal(state())).toMatchObject({ kind: 'plan', note: '' });
	});
});
