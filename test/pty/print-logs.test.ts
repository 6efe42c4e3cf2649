import { spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { eventually } from '../helpers/eventually.js';
import { waitLimit } from '../helpers/limits/limits.js';
import { cli } from './plimsoll.js';

const { skip, engine } = engineOrSkip();

const environment = (host?: string) => ({
	PATH: process.env.PATH,
	HOME: '/nonexistent',
	...(host ? { DOCKER_HOST: host } : {}),
});

function plimsoll(args: readonly string[], host?: string) {
	const options = { encoding: 'utf8' as const, env: environment(host), timeout: waitLimit(), maxBuffer: 2 ** 28 };
	return spawnSync(process.execPath, [cli, ...args], options);
}

/** Starts plimsoll and gathers its output. */
function start(args: readonly string[], host?: string) {
	const child = spawn(process.execPath, [cli, ...args], { env: environment(host) });
	const seen = { out: '', err: '' };
	child.stdout.on('data', chunk => {
		seen.out += chunk;
	});
	child.stderr.on('data', chunk => {
		seen.err += chunk;
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const ended = new Promise<number | null>(resolve => child.on('close', resolve));
	return { child, seen, ended };
}

describe('printed logs of the demo', () => {
	test('have short names and sentences, and no colours in a pipe', () => {
		const { status, stdout, stderr } = plimsoll(['--demo', 'logs', 'web', 'db', '--tail', '3']);
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		const lines = stdout.trimEnd().split('\n');
		expect(lines).toHaveLength(6);
		expect(lines.filter(line => /^(?:web|db {1}) \| \S/.test(line))).toEqual(lines);
		expect(stdout).not.toContain('\x1b');
	});

	test('are refused for unknown names, with similar ones', () => {
		const { status, stdout, stderr } = plimsoll(['--demo', 'logs', 'wbe', 'web']);
		expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
		expect(stderr).toBe('plimsoll: no container, service or project is named wbe. Similar names: web\n');
		expect(plimsoll(['--demo', '--logs', 'web'])).toMatchObject({ status: 1, stdout: '' });
	});
});

describe.skipIf(skip)('printed logs of a real engine', () => {
	let scene: Scene;
	const print = (...args: string[]) => plimsoll(['logs', ...args], engine.host);
	const project = () => `p${scene.mark}`;
	const service = (name: string, number: number) => ({
		Labels: {
			'com.docker.compose.project': project(),
			'com.docker.compose.service': name,
			'com.docker.compose.container-number': String(number),
			'com.docker.compose.config-hash': 'x',
		},
	});
	beforeAll(async () => {
		scene = createScene(engine, 'logs');
		const talk = (word: string) => [
			'sh',
			'-c',
			`for i in $(seq 1 200); do echo "${word} $i"; echo "${word} err $i" >&2; sleep 0.01; done`,
		];
		await Promise.all([
			scene.run('one', talk('one'), service('web', 1)),
			scene.run('two', talk('two'), service('web', 2)),
			scene.run('long', [
				'sh',
				'-c',
				'head -c 70000 /dev/zero | tr "\\0" x; echo; printf "a\\001\\377b\\n"; echo last',
			]),
			scene.run('many', ['sh', '-c', 'seq 1 100000']),
			scene.run('tty', ['sh', '-c', 'echo one; echo two'], { Tty: true }),
			scene.run('none', ['sh', '-c', 'echo x'], {}, { LogConfig: { Type: 'none' } }),
		]);
		for (const name of ['one', 'two', 'many', 'long', 'tty', 'none']) {
			await scene.post(`/containers/${scene.nameOf(name)}/wait`);
		}
	});
	afterAll(() => scene.clear());

	/** The lines of a container with their stamps, as the docker CLI prints them. */
	function dockerLogs(name: string): readonly string[] {
		const args = ['logs', '--timestamps', scene.nameOf(name)];
		const options = { encoding: 'utf8' as const, env: environment(engine.host), maxBuffer: 2 ** 28 };
		const { stdout, stderr } = spawnSync(engine.dockerCli!, args, options);
		return [...stdout.trimEnd().split('\n'), ...stderr.trimEnd().split('\n')].filter(line => line !== '').sort();
	}

	test('are the lines of docker logs in the order of their stamps', () => {
		const { status, stdout } = print(project(), '--raw', '--timestamps', '--no-prefix');
		const lines = stdout.trimEnd().split('\n');
		expect([status, lines.length]).toEqual([0, 800]);
		// The engine's stamps of the two streams of one container may go back a little.
		const wordOf = (line: string) => line.split(' ')[1];
		const steps = lines.slice(1).map((line, index) => [lines[index]!, line] as const);
		const between = steps.filter(([before, after]) => wordOf(before) !== wordOf(after));
		expect(between.length).toBeGreaterThan(10);
		expect(between.filter(([before, after]) => before.slice(0, 30) > after.slice(0, 30))).toEqual([]);
		if (engine.dockerCli) {
			expect([...lines].sort()).toEqual([...dockerLogs('one'), ...dockerLogs('two')].sort());
		}
	});

	test('name each line’s container, one of two with a common beginning', () => {
		const { stdout } = print(`${project()}/web`, '--tail', '2');
		expect(stdout.trimEnd().split('\n')).toHaveLength(4);
		for (const line of stdout.trimEnd().split('\n')) {
			expect(line).toMatch(/^(one|two)-x[0-9a-f]{4} +\| (one|two) /);
		}
		expect(print(scene.nameOf('one'), '--tail', '1').stdout).toMatch(/^one (?:err )?200\n$/);
	});

	test('cut lines at 64 KiB, show binary lines harmless, and read a TTY', () => {
		const [first, second, last] = print(scene.nameOf('long')).stdout.split('\n');
		expect([first!.length > 65_000, first!.length < 66_000, first!.endsWith('[line cut at 64 KiB]')]).toEqual([
			true,
			true,
			true,
		]);
		expect([second, last]).toEqual(['a\ufffdb', 'last']);
		expect(print(scene.nameOf('tty')).stdout).toBe('one\ntwo\n');
	});

	test('go on without a log that cannot be read, and end with code 1', () => {
		const { status, stdout, stderr } = print(scene.nameOf('none'), scene.nameOf('tty'), '--no-prefix');
		expect([status, stdout]).toEqual([1, 'one\ntwo\n']);
		expect(stderr).toMatch(/^plimsoll: none-\w+: configured logging driver does not support reading\n$/);
	});

	test('end quietly when their reader has enough', () => {
		const script = '"$@" | head -n 1; echo "$?"';
		const args = ['-c', script, 'sh', process.execPath, cli, 'logs', scene.nameOf('many')];
		const { stdout, stderr } = spawnSync('/bin/sh', args, { encoding: 'utf8', env: environment(engine.host) });
		expect({ stdout, stderr }).toEqual({ stdout: '1\n0\n', stderr: '' });
	});

	test('wait for a slow reader, and end at once with a signal', async () => {
		const { child, ended } = start(['logs', scene.nameOf('many')], engine.host);
		child.stdout.pause();
		await eventually(() => expect(child.stdout.readableLength).toBeGreaterThan(0));
		child.kill('SIGINT');
		expect(await Promise.race([ended, new Promise(resolve => child.on('exit', resolve))])).toBe(130);
	});

	test('have all lines in order however large they are', () => {
		const { stdout } = print(scene.nameOf('many'));
		expect(stdout).toBe(Array.from({ length: 100_000 }, (_, index) => `${index + 1}\n`).join(''));
	});

	test('are followed through a recreation and a restart, without a gap or a line twice', async () => {
		const count = ['sh', '-c', 'i=0; while :; do i=$((i+1)); echo "n $i"; sleep 0.05; done'];
		const name = scene.nameOf('again');
		const first = await scene.run('again', count);
		const { child, seen, ended } = start(['logs', '-f', name], engine.host);
		await eventually(() => expect(seen.out).toContain('n 5\n'));
		await scene.delete(`/containers/${first}?force=1`);
		await scene.run('again', count);
		await eventually(() => expect(seen.out.match(/n 5\n/g)).toHaveLength(2));
		await scene.post(`/containers/${name}/restart?t=0`);
		await eventually(() => expect(seen.out.match(/n 5\n/g)).toHaveLength(3));
		child.kill('SIGINT');
		expect(await ended).toBe(130);
		const numbers = seen.out
			.trimEnd()
			.split('\n')
			.map(line => Number(line.slice(2)));
		const runs = numbers
			.join(' ')
			.split(/(?<= |^)(?=1 )/)
			.filter(run => run !== '');
		expect(runs).toHaveLength(3);
		for (const run of runs) {
			const each = run.trim().split(' ').map(Number);
			expect(each).toEqual(each.map((_, index) => index + 1));
		}
		expect(seen.err).toMatch(/has ended with exit code 137.*has started/s);
	});
});
