import { expect, onTestFinished, test } from 'vitest';
import type { FormModal } from '../../source/state/modals/modal.js';
import { openDashboard } from '../helpers/dashboard.js';

const kib = 1024;

/** Texts of the longest size that a field takes, in which typing was quadratic once. */
const texts: Readonly<Record<string, string>> = {
	words: 'ab cd '.repeat((60 * kib) / 6),
	'one word': 'a'.repeat(60 * kib),
	flags: '-e A=1 '.repeat((60 * kib) / 7),
	families: '👩‍👧'.repeat((60 * kib) / 11),
	marks: 'e\u0301'.repeat((60 * kib) / 3),
	rows: 'A=1\n'.repeat(990),
};

test.each(Object.keys(texts))('a key and its frame take less than a second in a field full of %s', async kind => {
	const app = await openDashboard();
	onTestFinished(() => app.close());
	await app.press('2', 'r');
	const form = app.state().modals.at(-1) as FormModal;
	const field = form.spec.fields.findIndex(({ name }) => name === (kind === 'rows' ? 'env' : 'command'));
	app.runtime.store.update(state => ({ ...state, modals: [{ ...form, expanded: true, field, row: 0, cursor: 0 }] }));
	await app.paste(texts[kind]!);
	for (const key of ['x', 'left', 'backspace', 'home', 'end']) {
		const started = performance.now();
		await app.press(key);
		app.screen();
		// It took 1 to 114 s before fields had a maximum length and a window.
		expect(performance.now() - started).toBeLessThan(1000);
	}
});
