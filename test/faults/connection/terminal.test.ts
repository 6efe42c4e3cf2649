import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene } from '../../helpers/engine/scene.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { filter, openBetweenLines, openPlimsoll, untouched } from '../../pty/plimsoll.js';
import { proxied } from '../kit.js';
import { openHung } from './hung-terminal.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-faults-'));
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

const lines = (terminal: Terminal) => terminal.screen().filter(Boolean);

/** Opens the demo with a module that is loaded before it. */
function openWith(script: string, env: Record<string, string> = {}): Terminal {
	const home = mkdtempSync(path.join(folder, 'preload-'));
	const preload = path.join(home, 'preload.mjs');
	writeFileSync(preload, script);
	return openBetweenLines({ args: ['--demo'], env: { TMPDIR: home, ...env, NODE_OPTIONS: `--import ${preload}` } });
}

/** Opens the demo and runs a statement inside it once the containers are on the screen. */
async function breakLater(statement: string, env: Record<string, string> = {}): Promise<Terminal> {
	const now = path.join(mkdtempSync(path.join(folder, 'now-')), 'now');
	const terminal = openWith(
		`import { existsSync } from 'node:fs';
		const waiting = setInterval(() => {
			if (!existsSync(${JSON.stringify(now)})) return;
			clearInterval(waiting);
			${statement};
		}, 10);`,
		env,
	);
	await terminal.until(/1 Containers \d/);
	writeFileSync(now, '');
	return terminal;
}

describe.skipIf(skip)('the built dashboard on an engine that hangs', () => {
	test('quits at once on q, before and after it was connected', async () => {
		const { terminal, proxy } = await openHung(engine.host);
		await terminal.press('q');
		await terminal.until('after 0');
		expect(lines(terminal)).toEqual(['before', 'after 0']);
		const second = openBetweenLines({ host: proxy.host });
		await second.until(/Looking for a Docker Engine|connecting/);
		await second.press('q');
		await second.until('after 0');
		expect(second.modes).toEqual(untouched);
	});
});

describe.skipIf(skip)('a shell whose connection is cut', () => {
	test('returns to the dashboard with a message, and the dashboard connects again', async () => {
		const scene = createScene(engine, 'faults-shell');
		onTestFinished(() => scene.clear());
		await scene.idle('cut');
		const proxy = await proxied(engine.host);
		const terminal = openPlimsoll({ host: proxy.host });
		await terminal.until(/4 Networks \d/);
		await filter(terminal, scene.nameOf('cut'));
		await terminal.until('· 1 found');
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		// The shells of the container were looked up before.
		const asked = proxy.of('POST /containers/*/exec').length;
		proxy.cut();
		await terminal.until(/ended before the command did|connection/);
		await terminal.until(
			screen => screen.some(row => row.includes('1 Containers')) && !/reconnecting/.test(screen[0] ?? ''),
		);
		expect(terminal.modes).toMatchObject({ alternateScreen: true, cursorVisible: false });
		expect(proxy.of('POST /containers/*/exec')).toHaveLength(asked);
		await terminal.press('?');
		await terminal.until('Help');
	});
});

describe('an error of plimsoll’s own', () => {
	const boom = (message: string) => `throw new Error(${JSON.stringify(message)})`;

	test('ends plimsoll with one readable screen and a report, both without the secrets of its message', async () => {
		const secret = 'https://me:s3cr3t@registry.example/v2 token=abcd1234 Authorization: Bearer qwertz';
		const terminal = await breakLater(boom(secret));
		await terminal.until('after 1');
		const text = lines(terminal).join('\n');
		expect(text).toMatch(/plimsoll ended by an error of its own\.\n {2}https:\/\/me:•+@registry\.example/);
		expect(text).not.toMatch(/s3cr3t|abcd1234|qwertz|\n +at /);
		expect(terminal.modes).toEqual(untouched);
	});

	test('is shown once when it happens again and again', async () => {
		const terminal = await breakLater(`setInterval(() => { ${boom('again')}; }, 1)`);
		await terminal.until('after 1');
		expect(
			lines(terminal)
				.join('\n')
				.match(/ended by an error/g),
		).toHaveLength(1);
		expect(lines(terminal).at(-1)).toBe('after 1');
		expect(terminal.modes).toEqual(untouched);
	});

	test('is shown together with the reason when its report cannot be written', async () => {
		const terminal = await breakLater(boom('lost'), { TMPDIR: '/dev/null/tmp' });
		await terminal.until('after 1');
		expect(lines(terminal).join('\n')).toMatch(/ {2}lost\nA report could not be written: .*null\/tmp is not a folder/);
		expect(terminal.modes).toEqual(untouched);
	});

	test('is as readable when it happens before the first screen', async () => {
		const script = `Object.defineProperty(process.stdout, 'columns', { get() { ${boom('no width')}; } });`;
		const terminal = openWith(script);
		await terminal.until('after 1');
		const text = lines(terminal).join('\n');
		expect(text).toContain('no width');
		expect(text).not.toMatch(/\n +at /);
		expect(terminal.modes).toEqual(untouched);
	});
});
