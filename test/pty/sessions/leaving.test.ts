import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { type RecordingProxy, startRecordingProxy } from '../../helpers/proxy/recording-proxy.js';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { inDashboard, inSession, sessionDriver } from './session-driver.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-leaving-'));
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes docker's settings to a new folder; returns the environment that names it. */
function settings(content: object): Record<string, string> {
	const home = mkdtempSync(path.join(folder, 'docker-'));
	writeFileSync(path.join(home, 'config.json'), JSON.stringify(content));
	return { DOCKER_CONFIG: home };
}

describe.skipIf(skip)('leaving a session', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'leaving');
		await scene.idle('web');
		await scene.run('tty', ['sh'], { Tty: true, OpenStdin: true });
	});
	afterAll(() => scene.clear());
	const { openAt, exec, runLine, runOf, attach } = sessionDriver(engine, () => scene);

	describe('with detachKeys in docker’s config.json', () => {
		const env = settings({ detachKeys: 'ctrl-x,x' });
		let proxy: RecordingProxy;
		beforeAll(async () => {
			proxy = await startRecordingProxy({ target: engine.host, listen: path.join(folder, 'keys.sock') });
		});
		afterAll(() => proxy.close());

		test('exec sends the keys to the engine, shows them, and is left by them', async () => {
			const terminal = await openAt('web', { host: proxy.host, env });
			await exec(terminal, 'sleep 8888', true);
			await terminal.until('Ctrl-x x leaves it running');
			// The default keys go to the program.
			await terminal.press('ctrl-p', 'ctrl-q', 'ctrl-x', 'x');
			await terminal.until(`Left sleep in ${scene.nameOf('web')}. It keeps running.`);
			expect(terminal.screen().join('\n')).not.toContain('126');
			const bodies = proxy.of('POST /containers/*/exec').map(({ body }) => JSON.parse(body.toString()) as object);
			expect(bodies.at(-1)).toMatchObject({ DetachKeys: 'ctrl-x,x', Tty: true });
			const { Processes } = (await scene.get(`/containers/${scene.nameOf('web')}/top`)) as { Processes: string[][] };
			expect(Processes.flat().join(' ')).toContain('sleep 8888');
		});

		test('a shell is left by the keys as well, and keeps running', async () => {
			const terminal = await openAt('web', { host: proxy.host, env });
			await terminal.press('e');
			await terminal.until(/^\/ # ?$/m);
			await terminal.press('ctrl-x', 'x');
			await terminal.until(/Left \w+ in web-\w+\. It keeps running\./);
		});

		test('attach and run send the keys to the engine, show them, and are left by them', async () => {
			const terminal = await openAt('tty', { host: proxy.host, env });
			await terminal.press('a');
			await terminal.until('Ctrl-x x leaves it running.');
			await terminal.press('enter');
			await terminal.until('Ctrl-x x leaves it running');
			await inSession(terminal);
			await terminal.press('ctrl-x', 'x');
			await terminal.until(`Left ${scene.nameOf('tty')}. It keeps running.`);
			expect(proxy.of('POST /containers/*/attach').at(-1)?.query.get('detachKeys')).toBe('ctrl-x,x');
			await runLine(terminal, runOf(`-it --name ${scene.nameOf('run')} --rm`, 'sh'));
			await terminal.until(/ · Ctrl-x x leaves it running$/m);
			await terminal.press('ctrl-x', 'x');
			await terminal.until(`Left ${scene.nameOf('run')}. It keeps running.`);
			expect(proxy.of('POST /containers/*/attach').at(-1)?.query.get('detachKeys')).toBe('ctrl-x,x');
			await scene.delete(`/containers/${scene.nameOf('run')}?force=1`);
		});

		test('an invalid value is refused in docker’s words when it is used', async () => {
			const terminal = await openAt('web', { env: settings({ detachKeys: 'ctrl-x,nonsense' }) });
			await terminal.press('e');
			await terminal.until('Invalid escape keys (ctrl-x,nonsense) provided');
			await exec(terminal, 'true', true);
			await terminal.until('Invalid escape keys (ctrl-x,nonsense) provided');
			const other = await openAt('tty', { env: settings({ detachKeys: '7,é' }) });
			await other.press('a');
			await other.until('Attach to');
			await other.press('enter');
			await other.until(/docker attach tty.*Invalid detach keys \(7,é\) provided/);
		});
	});

	test.each(['exec', 'shell', 'attach', 'run'])('a lost connection of %s does not count as detaching', async how => {
		const proxy = await startRecordingProxy({ target: engine.host, listen: path.join(folder, `${how}.sock`) });
		onTestFinished(() => proxy.close());
		const terminal = await openAt(how === 'attach' ? 'tty' : 'web', { host: proxy.host });
		if (how === 'exec') {
			await exec(terminal, 'sleep 99', true);
		} else if (how === 'run') {
			await runLine(terminal, runOf(`-d=false --name ${scene.nameOf('lost')} --rm`, 'sleep 99'));
		} else if (how === 'attach') {
			await attach(terminal);
		} else {
			await terminal.press('e');
		}
		await inSession(terminal);
		proxy.cut();
		await terminal.until(/The connection to \S+ (ended before the command did|was lost)/);
		await inDashboard(terminal);
		if (how === 'run') {
			await scene.delete(`/containers/${scene.nameOf('lost')}?force=1`);
		}
	});
});
