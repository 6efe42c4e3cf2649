import { describe, expect, test } from 'vitest';
import { cursorLine } from '../../source/state/logs/log-cursor.js';
import { selectedPath } from '../../source/state/modals/line-modal.js';
import type { LineModal } from '../../source/state/modals/modal.js';
import type { Dashboard } from '../helpers/dashboard.js';
import { openAt, toastsOf } from './flows/driving.js';

/** Opens the log of a container of the demo fleet, with the cursor on its last line. */
async function openLog(name: string, size: Parameters<typeof openAt>[2] = {}): Promise<Dashboard> {
	const app = await openAt('containers', `name=${name}`, size);
	await app.press('l');
	await app.until(state => state.logs.lines.length > 500);
	await app.press('k');
	return app;
}

const opened = (app: Dashboard): LineModal | undefined =>
	app.state().modals.find((modal): modal is LineModal => modal.kind === 'line');
const path = (app: Dashboard) => selectedPath(opened(app)!, app.state().size);

describe('Enter in a log', () => {
	test('opens the line with the cursor as a tree, with the stamp of docker and its container', async () => {
		const app = await openLog('api');
		await app.press('E', 'enter');
		expect(opened(app)?.line).toBe(cursorLine(app.state())?.number);
		expect(app.text()).toContain('Log line of api');
		expect(app.text()).toMatch(/docker’s time +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{9} UTC/);
		expect(app.text()).toMatch(/container +api/);
		expect(app.text()).toMatch(/stream +stderr/);
		expect(app.text()).toMatch(/▾ err \{2\}/);
		expect(app.text()).toMatch(/message {2}"card declined"/);
	});

	test('folds and unfolds what the object has within it, and shows the path of each value', async () => {
		const app = await openLog('api');
		await app.press('E', 'enter');
		expect(path(app)).toBe('.level');
		await app.press('j', 'j', 'j');
		expect(path(app)).toBe('.err');
		await app.press('right');
		expect(path(app)).toBe('.err.type');
		await app.press('j');
		expect(app.text()).toContain(' .err.message ');
		await app.press('left', 'left');
		expect(path(app)).toBe('.err');
		expect(app.text()).toContain('▸ err {2}');
		expect(app.text()).not.toContain('message  "card declined"');
		await app.press('enter');
		expect(app.text()).toContain('message  "card declined"');
		await app.press('space');
		expect(app.text()).toContain('▸ err {2}');
		await app.press('x');
		expect(app.text()).toContain('▾ err {2}');
		expect(app.text()).toContain('▾ as written');
		await app.press('x');
		expect(app.text()).toContain('▸ err {2}');
	});

	test('copies a value, its path, and the line as written or as a sentence', async () => {
		const app = await openLog('api');
		await app.press('E', 'enter', 'j', 'j', 'j', 'j', 'j', 'y');
		expect(app.text()).toContain('Line as a sentence');
		await app.press('v');
		expect(app.copied.at(-1)).toBe('card declined');
		expect(toastsOf(app)).toContain('Copied value');
		await app.press('y', 'p');
		expect(app.copied.at(-1)).toBe('.err.message');
		await app.press('y', 'l');
		expect(JSON.parse(app.copied.at(-1)!)).toMatchObject({ level: 'error', msg: 'payment failed' });
		await app.press('y', 's');
		expect(app.copied.at(-1)).toMatch(/^ERR payment failed {2}err\.type=CardError/);
		await app.press('escape');
		expect(app.state().modals).toEqual([]);
		expect(app.state().focus).toBe('detail');
	});

	test('leads to the next and the previous line', async () => {
		const app = await openLog('api');
		const last = cursorLine(app.state())!.number;
		await app.press('enter', 'p', 'p');
		expect(opened(app)?.line).toBe(last - 2);
		await app.press('n');
		expect(opened(app)?.line).toBe(last - 1);
		expect(cursorLine(app.state())?.number).toBe(last - 1);
	});

	test('shows the lines of a stack trace, and the whole text of a plain line', async () => {
		const app = await openLog('search');
		await app.press('E', 'enter');
		const [, count] = /▾ \+(\d) lines/.exec(app.text())!;
		expect(app.text()).toContain('        at org.opensearch.index.IndexService.getShard(IndexService.java:311)');
		await app.press('y', 'b');
		expect(app.copied.at(-1)?.split('\n')).toHaveLength(Number(count) + 1);
	});

	test('opens the menu of the container while the log is followed', async () => {
		const app = await openLog('api');
		await app.press('f', 'enter');
		expect(app.state().modals.map(({ kind }) => kind)).toEqual(['menu']);
	});
});

describe('the keys at the bottom', () => {
	test('offer to open and to copy while the log has a cursor', async () => {
		const app = await openLog('api', { columns: 150 });
		expect(app.screen().at(-1)).toContain('Enter open');
		await app.press('f');
		expect(app.screen().at(-1)).not.toContain('Enter open');
		await app.press('f', 'escape');
		expect(app.screen().at(-1)).not.toContain('Enter open');
	});

	test('copy the line with the cursor, or all shown lines', async () => {
		const app = await openLog('api');
		await app.press('E', 'y', 'l');
		expect(app.copied.at(-1)).toMatch(/^\{"level":"error"/);
		await app.press('y', 't');
		expect(app.copied.at(-1)).toMatch(/^\d{4}-.*Z \{"level":"error"/);
		await app.press('y', 'a');
		expect(app.copied.at(-1)?.split('\n').length).toBeGreaterThan(500);
		await app.press('f', 'y');
		expect(app.state().modals).toEqual([]);
		expect(toastsOf(app)).toMatch(/Copied [\d,]+ lines/);
	});
});
