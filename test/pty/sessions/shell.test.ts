import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { changesOutsideSessions } from '../../faults/kit.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { delay, startRecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { filter, openBetweenLines, openPlimsoll, untouched } from '../plimsoll.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-shell-'));

afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(skip)('a shell in a container', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'shell');
		await scene.idle('web');
	});
	afterAll(() => scene.clear());

	/** Opens the dashboard with the container selected. */
	async function openAt(word: string, host = engine.host, open = openPlimsoll): Promise<Terminal> {
		const terminal = open({ host });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.nameOf(word));
		await terminal.until('· 1 found');
		return terminal;
	}

	/** Returns the frame of the detail, which is as high as the screen; lists change with other tests' containers. */
	const frame = (terminal: Terminal) =>
		terminal
			.screen()
			.slice(1, 39)
			.map(row => row.slice(62).replace(/[^┌┐└┘│]/g, ' '));

	test('loses no key when it is opened, resized and left ten times, and the dashboard is as before', async () => {
		const terminal = await openAt('web', engine.host, openBetweenLines);
		await terminal.until(/● web-x.*\d%/);
		const before = frame(terminal).join('\n');
		for (let round = 1; round <= 10; round++) {
			await terminal.press('e');
			await terminal.until(/^\/ # ?$/m);
			expect(terminal.modes).toMatchObject({ alternateScreen: false, cursorVisible: true });
			terminal.resize(90 + round, 30);
			// The resize request is asynchronous: the shell prints a line when it has the new size.
			await terminal.type(`until [ "$(stty size)" = "30 ${90 + round}" ]; do :; done; echo size-$((${round}+100))\r`);
			await terminal.until(`size-${round + 100}`);
			await terminal.type('a=1; b=2\r');
			// In the last round the shell ends with the code of a command that does not exist.
			const code = round === 10 ? 127 : round;
			await terminal.type(`echo "keys-$((a+b+${round}))"; exit ${code}\r`);
			await terminal.until(`sh ended with exit code ${code}`);
			terminal.resize(120, 40);
			await terminal.press('?');
			await terminal.until('Help');
			await terminal.press('esc');
			const web = `● web-${scene.mark}`;
			await terminal.until(screen => screen.join('\n').includes(web) && frame(terminal).join('\n') === before);
			expect(terminal.modes).toMatchObject({ alternateScreen: true, cursorVisible: false });
		}
		await terminal.press('esc', 'q');
		await terminal.until('after 0');
		expect(terminal.modes).toEqual(untouched);
		const text = terminal.screen().join('\n');
		expect(text).toContain('keys-13');
		expect(text).not.toMatch(/\x1b|\^\[|\[\?|[┌│]/);
	});

	test('passes its output through unchanged, and keeps the text of the shell before it', async () => {
		const terminal = await openAt('web', engine.host, openBetweenLines);
		for (const word of ['one', 'two']) {
			await terminal.press('e');
			await terminal.until(/^\/ # ?$/m);
			await terminal.type(`stty raw -echo; printf '${word}\\n${word}\\r\\n'; stty sane; exit\r`);
			await terminal.until('ended with exit code 0');
		}
		await terminal.press('esc', 'q');
		await terminal.until('after 0');
		const { normal } = terminal.emulator.buffer;
		const all = Array.from({ length: normal.length }, (_, y) => normal.getLine(y)?.translateToString(true) ?? '');
		const rows = all.filter(row => /^\s*(one|two)$/.test(row));
		expect(rows).toEqual(['one', '   one', 'two', '   two']);
	});

	test('keeps keys that are typed after its end away from the dashboard', async () => {
		const proxy = await startRecordingProxy({ target: engine.host, listen: path.join(folder, 'ahead.sock') });
		try {
			const terminal = await openAt('web', proxy.host);
			await terminal.press('e');
			await terminal.until(/^\/ # ?$/m);
			proxy.forget();
			proxy.fault('GET /exec/*/json', delay(300));
			await terminal.type('exit\r');
			// The shell has ended, and the request for its exit code is still open.
			await proxy.seen('GET /exec/*/json');
			await terminal.type('rs:restart\r');
			await terminal.until('sh ended with exit code 0');
			await terminal.press('?');
			await terminal.until('Help');
			expect(changesOutsideSessions(proxy)).toEqual([]);
		} finally {
			await proxy.close();
		}
	});

	test('returns to the dashboard with a message when it is killed or cut off', async () => {
		const id = await scene.idle('killed');
		const terminal = await openAt('killed');
		await terminal.press('e');
		await terminal.until(/^\/ # ?$/m);
		// The program inside leaves modes behind.
		await terminal.type(`printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[?1006h\\033[?1004hdeep'\r`);
		await terminal.until(/deep/);
		await scene.post(`/containers/${id}/kill?signal=KILL`);
		await terminal.until(/exit code 137|ended before the command did/);
		expect(terminal.modes).toMatchObject({
			alternateScreen: true,
			mouse: false,
			// This is the dashboard's own mode.
			focusReports: true,
			cursorVisible: false,
		});
		await terminal.press('?');
		await terminal.until('Help');
	});

	test('is replaced by a menu of ways out when the image has none', async () => {
		const name = `plimsoll-test/noshell-${scene.mark}:latest`;
		await makeBareImage(name);
		await scene.run('bare', ['/busybox', 'sleep', '1000'], { Image: name });
		const terminal = await openAt('bare');
		await terminal.press('e');
		await terminal.until(`bare-${scene.mark} has no shell (tried bash, ash, sh)`);
		await terminal.press('e');
		await terminal.until(/Exec in bare-/);
		// The form does not propose a shell that does not exist.
		await terminal.type('/busybox true\r');
		await terminal.until('/busybox ended with exit code 0');
		await terminal.press('e');
		await terminal.until(/has no shell/);
		await terminal.press('t');
		await terminal.until(/Top/);
		await terminal.press('esc');
		await scene.clear();
		await scene.delete(`/images/${name}?force=1`);
		scene = createScene(engine, 'shell');
	});

	/** Makes an image with only a busybox that is not in its PATH. */
	async function makeBareImage(name: string): Promise<void> {
		const { pack } = await import('tar-stream');
		const { readFileSync } = await import('node:fs');
		const { findStaticBusybox } = await import('../../helpers/engine/programs.js');
		const { request } = await import('../../helpers/engine/http.js');
		const tar = pack();
		const busybox = readFileSync(findStaticBusybox() ?? '');
		tar.entry({ name: 'busybox', mode: 0o755 }, busybox);
		tar.finalize();
		const [repo, tag] = name.split(':');
		const query = new URLSearchParams({ fromSrc: '-', repo: repo ?? '', tag: tag ?? '' });
		const answer = await request(
			engine.host,
			'POST',
			`/images/create?${query}`,
			tar as unknown as NodeJS.ReadableStream,
			{
				'content-type': 'application/x-tar',
			},
		);
		expect(answer.status).toBe(200);
	}
});
