import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AttachOptions } from '../../../../source/engine/engine.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { openAt } from '../driving.js';
import { containerNamed, fill, formOf, watched } from '../run-driving.js';

/** A dashboard whose files are in a temporary folder, with the path of the id file there. */
async function openWithFolder(fail?: () => Error | undefined) {
	const cwd = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-cid-'));
	onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
	const { engine, created } = watched(fail);
	const app = await openAt('images', 'nginx', { engine, cwd, columns: 200, rows: 60 });
	return { app, engine, created, file: path.join(cwd, 'web.cid') };
}

describe('a run line with --cidfile', () => {
	test.each([
		['run', 'r', 'docker run -d --name web2 --cidfile web.cid nginx:latest'],
		['create', 'c', 'docker create --name web2 --cidfile web.cid nginx:latest'],
	] as const)('writes the id of the container into the new file: docker %s', async (_, key, line) => {
		const { app, file } = await openWithFolder();
		await app.press(key);
		await app.paste(line);
		expect(formOf(app)?.leftOut).toEqual([]);
		expect(app.text()).toContain(`$ ${line}`);
		await app.press('enter');
		await app.until(state => state.modals.length === 0);
		expect(readFileSync(file, 'utf8')).toBe(containerNamed(app, 'web2')?.id);
	});

	test('creates no container when the file exists, and keeps the file', async () => {
		const { app, created, file } = await openWithFolder();
		writeFileSync(file, 'of another container');
		await app.press('r');
		await app.paste('docker run -d --cidfile web.cid nginx:latest');
		await app.press('enter');
		const advice = "make sure the other container isn't running or delete web.cid";
		expect(formOf(app)?.message).toBe(`container ID file found, ${advice}`);
		expect(created).toEqual([]);
		expect(readFileSync(file, 'utf8')).toBe('of another container');
	});

	test('is refused before it offers to pull a missing image, as docker does', async () => {
		const { app, created, file } = await openWithFolder();
		writeFileSync(file, 'of another container');
		await app.press('r');
		await app.paste('docker run -d --cidfile web.cid not/here:1');
		await app.press('enter');
		expect(formOf(app)?.message).toContain('container ID file found');
		expect(created).toEqual([]);
	});

	test('leaves no file when the image is not pulled', async () => {
		const { app, file } = await openWithFolder();
		await app.press('r');
		await app.paste('docker run -d --cidfile web.cid not/here:1');
		await app.press('enter');
		await app.untilText('is not on this engine');
		await app.press('escape');
		await app.until(() => formOf(app)?.message !== undefined);
		expect(existsSync(file)).toBe(false);
	});

	test('creates no container when the file cannot be created', async () => {
		const { app, created } = await openWithFolder();
		await app.press('r');
		await fill(app, 'other', '--cidfile /nowhere/cid');
		await app.press('enter');
		const reason = 'open /nowhere/cid: no such file or directory';
		expect(formOf(app)?.message).toBe(`failed to create the container ID file: ${reason}`);
		expect(created).toEqual([]);
	});

	test('leaves no file when the engine refuses the container', async () => {
		const { app, engine, file } = await openWithFolder();
		let existed = false;
		Object.assign(engine.containers, {
			create: async () => {
				existed = existsSync(file);
				throw new EngineError('conflict', 'the name is in use');
			},
		});
		await app.press('r');
		await app.paste('docker run -d --cidfile web.cid nginx:latest');
		await app.press('enter');
		expect(formOf(app)?.message).toBe('the name is in use');
		expect(existed).toBe(true);
		expect(existsSync(file)).toBe(false);
	});

	test('replaces its own file when the user tries again after a failed start', async () => {
		let failing = true;
		const { app, file } = await openWithFolder(() =>
			failing ? new EngineError('server', 'port is taken') : undefined,
		);
		await app.press('r');
		await app.paste('docker run -d --name web2 --cidfile web.cid nginx:latest');
		await app.press('enter');
		await app.until(() => containerNamed(app, 'web2')?.state === 'created');
		const first = readFileSync(file, 'utf8');
		expect(first).toBe(containerNamed(app, 'web2')?.id);
		failing = false;
		await app.press('enter');
		await app.until(() => containerNamed(app, 'web2')?.state === 'running');
		expect(readFileSync(file, 'utf8')).toBe(containerNamed(app, 'web2')?.id);
		expect(readFileSync(file, 'utf8')).not.toBe(first);
	});
});

describe('a run line with --detach-keys', () => {
	test('attaches with these keys, and keeps them in the shown line', async () => {
		const { app, engine } = await openWithFolder();
		const asked: AttachOptions[] = [];
		const { attach } = engine.containers;
		Object.assign(engine.containers, {
			attach: (...args: Parameters<typeof attach>) => {
				asked.push(args[1]);
				return attach(...args);
			},
		});
		await app.press('r');
		await app.paste('docker run -it --detach-keys ctrl-x,q redis:7-alpine');
		expect(formOf(app)?.leftOut).toEqual([]);
		expect(app.text()).toContain('$ docker run -it --detach-keys ctrl-x,q redis:7-alpine');
		await app.press('enter');
		expect(asked).toMatchObject([{ detachKeys: 'ctrl-x,q' }]);
	});

	test('is not in a docker create line, where the flag does not exist', async () => {
		const { app } = await openWithFolder();
		await app.press('c');
		await app.paste('docker run -it --detach-keys ctrl-x,q redis:7-alpine');
		expect(formOf(app)?.leftOut).toEqual([]);
		expect(app.text()).toContain('$ docker create -it redis:7-alpine');
		await fill(app, 'other', '--detach-keys ctrl-x');
		expect(app.text()).toContain('unknown flag: --detach-keys');
	});
});
