import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { commandsOf, imageTags, openAt, scratchFolder } from './driving.js';

/** Runs an action by its words, from the palette. */
async function find(app: Dashboard, words: string): Promise<void> {
	await app.press(':');
	await app.type(words);
	await app.press('enter');
}

describe('save and load', () => {
	test('writes an image to a file and brings it back', async () => {
		const cwd = scratchFolder();
		const app = await openAt('images', 'etl', { cwd });
		await find(app, 'save to a file');
		expect(app.text()).toContain('$ docker save -o etl-v3.tar etl:v3');
		await app.press('enter');
		await app.until(state => state.tasks[0]?.status === 'done');
		const file = path.join(cwd, 'etl-v3.tar');
		expect(app.state().tasks[0]?.outcome).toBe(file);
		const { progress } = app.state().tasks[0]!;
		expect(progress.kind === 'transfer' && progress.transfer.current).toBe(readFileSync(file).length);
		await app.press('escape', 'D', 'y');
		await app.until(() => !imageTags(app).includes('etl:v3'));
		await find(app, 'load from a file');
		await app.type('etl-v3.tar');
		await app.press('enter');
		await app.until(() => imageTags(app).includes('etl:v3'));
		expect(commandsOf(app).at(-1)).toBe('docker load -i etl-v3.tar done');
		expect(app.state().tasks[1]?.outcome).toBe('Loaded image: etl:v3');
	});

	test('asks before it replaces a file, and keeps the file when the engine fails', async () => {
		const cwd = scratchFolder();
		const file = path.join(cwd, 'etl-v3.tar');
		writeFileSync(file, 'precious');
		const engine = createDemoEngine({ latency: 0 });
		Object.assign(engine.images, {
			async *save() {
				yield new Uint8Array(1000);
				throw new EngineError('unreachable', 'the connection was cut');
			},
		});
		const app = await openAt('images', 'etl', { cwd, engine });
		await find(app, 'save to a file');
		await app.press('enter');
		await app.untilText('Replace etl-v3.tar?');
		await app.press('n');
		await app.untilText('$ docker save -o etl-v3.tar');
		expect(app.state().tasks).toEqual([]);
		await app.press('enter');
		await app.untilText('Replace etl-v3.tar?');
		await app.press('y');
		await app.until(state => state.tasks[0]?.status === 'failed');
		expect(readFileSync(file, 'utf8')).toBe('precious');
		await app.untilText('│ the connection was cut');
		expect(existsSync(path.join(cwd, `.etl-v3.tar.${process.pid}.part`))).toBe(false);
	});

	test('keeps the form open when the file does not exist', async () => {
		const app = await openAt('images', 'etl', { cwd: scratchFolder() });
		await find(app, 'load from a file');
		await app.type('nothing.tar');
		await app.press('enter');
		await app.untilText('nothing.tar: no such file');
		expect(commandsOf(app)).toEqual([]);
	});
});
