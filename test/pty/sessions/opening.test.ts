import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { changesOutsideSessions, proxied } from '../../faults/kit.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { delay, fail, type RecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from '../plimsoll.js';
import { inDashboard } from './session-driver.js';

const { skip, engine } = engineOrSkip();
afterEach(closeTerminals);

/** The engine takes this many milliseconds to start a session. */
const slow = 3000;

const start = 'POST /exec/*/start';
const attach = 'POST /containers/*/attach';

describe.skipIf(skip)('keys typed while a session is being opened', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'opening');
		await scene.idle('web');
		await scene.run('tty', ['sh'], { Tty: true, OpenStdin: true });
	});
	afterAll(() => scene.clear());

	/** Opens the dashboard behind a proxy, with a container selected. */
	async function openAt(word: string, size = {}): Promise<{ terminal: Terminal; proxy: RecordingProxy }> {
		const proxy = await proxied(engine.host);
		const terminal = openPlimsoll({ host: proxy.host, ...size });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.nameOf(word));
		await terminal.until(screen => screen.join('\n').includes('● ') && /found|1\/1/.test(screen.join('\n')));
		proxy.forget();
		return { terminal, proxy };
	}

	/** Expects the dashboard as it was: the container runs, and no question is open. */
	async function untouched(terminal: Terminal, proxy: RecordingProxy, word = 'web'): Promise<void> {
		expect(terminal.modes.alternateScreen).toBe(true);
		expect(changesOutsideSessions(proxy)).toEqual([]);
		await terminal.press('?');
		await terminal.until('Help');
		await terminal.press('?');
		await terminal.until(screen => screen.join('\n').includes(`● ${scene.nameOf(word)}`));
	}

	test('are counted on the screen, do nothing in the dashboard, and go to the shell', async () => {
		const { terminal, proxy } = await openAt('web');
		proxy.fault(start, delay(slow));
		await terminal.type('erm -f x');
		await terminal.until(`Opening a shell in ${scene.nameOf('web')}…`);
		expect(terminal.screen().at(-1)).toMatch(/Esc cancels ?$/);
		await terminal.paste(' y; echo $((40+2))');
		await terminal.until(/^\/ # rm -f x y; echo \$\(\(40\+2\)\)$/m);
		await terminal.press('enter');
		await terminal.until(/^42$/m);
		await terminal.type('exit\r');
		await terminal.until('sh ended with exit code 0');
		await untouched(terminal, proxy);
	});

	test('are discarded with Esc, which cancels', async () => {
		const { terminal, proxy } = await openAt('web');
		proxy.fault(start, delay(slow));
		await terminal.press('e');
		await terminal.type('rm -f x');
		await proxy.seen(start);
		await terminal.press('esc');
		await terminal.until(`Shell in ${scene.nameOf('web')}: cancelled, 7 typed characters were discarded`);
		await proxy.settled(start, 0);
		await untouched(terminal, proxy);
	});

	test('are discarded with Ctrl-c, which does not quit plimsoll', async () => {
		const { terminal, proxy } = await openAt('web');
		proxy.fault('POST /containers/*/exec', delay(slow));
		await terminal.type('els');
		await terminal.until('Opening a shell');
		await terminal.press('ctrl-c');
		await terminal.until('cancelled, 2 typed characters were discarded');
		await untouched(terminal, proxy);
	});

	test('are discarded when the engine refuses, with its reason', async () => {
		const { terminal, proxy } = await openAt('web');
		proxy.fault(start, delay(1000), { times: 1 });
		proxy.fault('POST /containers/*/exec', fail(500, '{"message":"no more execs today"}'), { times: 1 });
		await terminal.type('erm -f x\r');
		await terminal.until(/Shell in .* failed, 8 typed characters were discarded: no more execs today/);
		await untouched(terminal, proxy);
	});

	test('are discarded before a menu shows that there is no shell', async () => {
		const { terminal, proxy } = await openAt('web');
		proxy.fault(start, delay(1000));
		// The engine refuses to execute any program.
		proxy.fault('POST /containers/*/exec', fail(400, '{"message":"executable file not found"}'));
		await terminal.type('et');
		await terminal.until('has no shell');
		await terminal.until('1 typed character was discarded');
		expect(terminal.screen().join('\n')).not.toContain('Top]');
		await terminal.press('esc');
		await untouched(terminal, proxy);
	});

	test('go to the command of the exec form, from its Enter on', async () => {
		const { terminal, proxy } = await openAt('web');
		proxy.fault(start, delay(slow));
		await terminal.press('E');
		await terminal.until('Exec in');
		await terminal.type('\recho $((1+2))\r');
		await terminal.until(`Starting sh in ${scene.nameOf('web')}…`);
		await terminal.until(/^3$/m);
		await terminal.type('exit 4\r');
		await terminal.until('sh ended with exit code 4');
		await untouched(terminal, proxy);
	});

	test('do not clear the dashboard when the command does not exist', async () => {
		const { terminal, proxy } = await openAt('web');
		const screens: boolean[] = [];
		terminal.onOutput(() => screens.push(terminal.modes.alternateScreen));
		await terminal.press('E');
		await terminal.until('Exec in');
		await terminal.press('ctrl-u');
		await terminal.type('nosuchcommand\rrs');
		// A long error is in a box of its own.
		await terminal.until(/Exec in .* failed, 2 typed characters were discarded/);
		await terminal.until('exec: "nosuchcommand": executable file not found in $PATH');
		expect(screens).not.toContain(false);
		await terminal.press('esc');
		await untouched(terminal, proxy);
	});

	test('go to the attached process, from the Enter of the question on', async () => {
		const { terminal, proxy } = await openAt('tty');
		proxy.fault(attach, delay(slow));
		await terminal.press('a');
		await terminal.until('Attach to');
		await terminal.type('\recho $((20+3))\r');
		await terminal.until(`Attaching to ${scene.nameOf('tty')}…`);
		await terminal.until(/^23$/m);
		await terminal.press('ctrl-p', 'ctrl-q');
		await inDashboard(terminal);
		await untouched(terminal, proxy, 'tty');
	});

	test('are discarded with Esc, which cancels an attach', async () => {
		const { terminal, proxy } = await openAt('tty');
		proxy.fault(attach, delay(slow));
		await terminal.press('a');
		await terminal.until('Attach to');
		await terminal.type('\rrestart');
		await proxy.seen(attach);
		await terminal.press('esc');
		await terminal.until('cancelled, 7 typed characters were discarded');
		await untouched(terminal, proxy, 'tty');
	});

	/** Opens the images pane with the busybox selected. */
	async function openImages(): Promise<{ terminal: Terminal; proxy: RecordingProxy }> {
		const opened = await openAt('web');
		await opened.terminal.press('2');
		await filter(opened.terminal, engine.busybox.split(':')[0]!);
		await opened.terminal.until(/2 Images.*· 1 found/);
		return opened;
	}

	test('go to a container that is run with a terminal, from the form’s Enter on', async () => {
		const name = scene.nameOf('run');
		onTestFinished(() =>
			scene.delete(`/containers/${name}?force=1`).then(
				() => {},
				() => {},
			),
		);
		const { terminal, proxy } = await openImages();
		proxy.fault(attach, delay(slow));
		await terminal.press('r');
		await terminal.until('Run plimsoll-test/busybox');
		await terminal.paste(`docker run -it --rm --name ${name} ${engine.busybox} sh`);
		await terminal.until(`docker run -it --rm --name ${name}`);
		await terminal.type('\recho $((30+4))\r');
		await terminal.until(`Starting ${name}…`);
		await terminal.until(/^34$/m);
		await terminal.type('exit\r');
		await terminal.until(/ended with exit code 0/);
		expect(
			changesOutsideSessions(proxy).filter(each => !each.endsWith('/start') && !each.endsWith('/containers/create')),
		).toEqual([]);
	});

	test('are discarded with Esc, which cancels a run: the form stays, the container is removed', async () => {
		const name = scene.nameOf('gone');
		const { terminal, proxy } = await openImages();
		proxy.fault(attach, delay(slow));
		await terminal.press('r');
		await terminal.until('Run plimsoll-test/busybox');
		await terminal.paste(`docker run -it --name ${name} ${engine.busybox} sh`);
		await terminal.until(`docker run -it --name ${name}`);
		await terminal.type('\rls -l');
		await proxy.seen(attach);
		await terminal.press('esc');
		await terminal.until('cancelled, 5 typed characters were discarded');
		await terminal.until('Run plimsoll-test/busybox');
		await proxy.seen('DELETE /containers/*');
		await proxy.settled('DELETE /containers/*', 0);
		await expect(scene.get(`/containers/${name}/json`)).rejects.toThrow('404');
	});

	test('go to a shell in a new container', async () => {
		const { terminal, proxy } = await openImages();
		proxy.fault(attach, delay(slow));
		await terminal.type('eecho $((50+6))\r');
		await terminal.until('Starting a shell in plimsoll-test/busybox');
		await terminal.until(/^56$/m);
		await terminal.type('exit\r');
		await terminal.until(/ended with exit code 0/);
	});

	test.each([
		[40, 10],
		[30, 6],
	])('are counted on the screen in a window of %i×%i', async (columns, rows) => {
		const { terminal, proxy } = await openAt('web', { columns: 60, rows: 20 });
		proxy.fault(start, delay(slow));
		await terminal.press('e');
		await proxy.seen(start);
		terminal.resize(columns, rows);
		await terminal.until(screen => /^ \S Opening a s.*… +Esc cancels/.test(screen[rows - 1] ?? ''));
		await terminal.press('esc');
		terminal.resize(60, 20);
		await terminal.until('cancelled');
	});

	test('wait for one exec only once the image’s shell is known', async () => {
		const { terminal, proxy } = await openAt('web');
		for (const round of [1, 2]) {
			await terminal.press('e');
			await terminal.until(/^\/ # ?$/m);
			await terminal.type('exit\r');
			await terminal.until('sh ended with exit code 0');
			await inDashboard(terminal);
			// This image has ash, which is tried after bash.
			expect(proxy.of('POST /containers/*/exec')).toHaveLength(round === 1 ? 2 : 3);
		}
	});
});
