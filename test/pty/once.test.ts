import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { waitLimit } from '../helpers/limits/limits.js';
import { cli } from './plimsoll.js';

const { skip, engine } = engineOrSkip();

function plimsoll(args: readonly string[], host?: string) {
	const env = { PATH: process.env.PATH, HOME: '/nonexistent', ...(host ? { DOCKER_HOST: host } : {}) };
	return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', env, timeout: waitLimit() });
}

describe('the command line', () => {
	test('answers an unknown flag with the usage and exit code 2', () => {
		const { status, stderr, stdout } = plimsoll(['--frobnicate']);
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
		expect(stderr).toMatch(/^plimsoll: .*'--frobnicate'/);
		expect(stderr).toContain('Usage: plimsoll');
	});

	test('prints its version and its help', () => {
		expect(plimsoll(['--version'])).toMatchObject({
			status: 0,
			stdout: expect.stringMatching(/^plimsoll \d+\.\d+\.\d+\n$/),
		});
		expect(plimsoll(['-h'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('--read-only') });
	});

	test('ends with code 1 and the reason when the engine cannot be reached', () => {
		for (const args of [['--once'], ['--json'], []]) {
			const { status, stderr, stdout } = plimsoll(args, 'unix:///nonexistent/docker.sock');
			expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
			expect(stderr).toMatch(/^plimsoll: unix:\/\/\/nonexistent\/docker\.sock: ./);
		}
		expect(plimsoll(['--once', '-H', 'tcp://127.0.0.1:1'])).toMatchObject({ status: 1 });
		expect(plimsoll(['--once', '-c', 'no-such-context'])).toMatchObject({
			status: 1,
			stderr: expect.stringContaining('no-such-context'),
		});
	});

	test('prints the demo as a table where there is no terminal', () => {
		const { status, stdout } = plimsoll(['--demo']);
		expect(status).toBe(0);
		const [head, ...rows] = stdout.trimEnd().split('\n');
		expect(head).toMatch(/^CONTAINER ID +NAME +IMAGE +STATUS/);
		expect(rows.length).toBeGreaterThan(3);
		expect(stdout).not.toContain('\x1b');
	});
});

type Listed = { id: string; name: string; image: string; state: string; status: string; ports: string; stats: unknown };

describe.skipIf(skip)('one snapshot of a real engine', () => {
	let scene: Scene;
	const hostile = '\x1b]0;owned\x07\x1b[2J\u202e';
	beforeAll(async () => {
		scene = createScene(engine, 'once');
		await scene.idle('up');
		await scene.run('ended', ['sh', '-c', 'exit 7']);
		await scene.create('made', ['sh']);
		const ports = { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] }, NetworkMode: 'bridge' };
		await scene.idle('ports', { ExposedPorts: { '80/tcp': {}, '53/udp': {} } }, ports);
		await scene.idle('paused');
		await scene.post(`/containers/${scene.nameOf('paused')}/pause`);
		await scene.idle('hostile', { Labels: { [hostile]: hostile } });
	});
	afterAll(() => scene.clear());
	const args = () => ['--filter', `name=${scene.mark}`];

	test('lists exactly the containers of docker ps --all, with statistics of the running ones', async () => {
		const { status, stdout, stderr } = plimsoll(['--once', '--json', ...args()], engine.host);
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		const rows = stdout
			.trimEnd()
			.split('\n')
			.map(line => JSON.parse(line) as Listed);
		const ours = rows.map(({ id, name, image, state, status, ports }) => ({ id, name, image, state, status, ports }));
		const known = engine.dockerCli ? fromCli(engine.dockerCli) : await fromApi();
		// A status counts seconds: the second answer may be one second ahead.
		const coarse = (list: typeof ours) =>
			list.map(row => ({ ...row, status: row.status.replace(/Less than a second|\d+ seconds?/, 'seconds') }));
		expect(coarse(ours)).toEqual(coarse(known));
		expect(rows).toHaveLength(6);
		const stats = Object.fromEntries(rows.map(row => [row.name.split('-')[0], row.stats]));
		expect(stats).toMatchObject({
			ended: null,
			made: null,
			up: { cpuPercent: expect.any(Number), memory: expect.any(Number) },
		});
		expect(stats.ports).toMatchObject({ pids: expect.any(Number), netRx: expect.any(Number) });
		expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
	});

	test('has the image as docker ps prints it after its tag was moved', async () => {
		const tag = `retagged-${scene.mark}`;
		await scene.post(`/images/${encodeURIComponent(engine.busybox)}/tag?repo=${tag}&tag=v1`);
		const id = await scene.idle('tagged', { Image: `${tag}:v1` });
		const image = () => (JSON.parse(plimsoll(['--json', '--filter', `id=${id}`], engine.host).stdout) as Listed).image;
		try {
			expect(image()).toBe(`${tag}:v1`);
			await scene.post(`/commit?container=${id}&repo=${tag}&tag=v1`);
			const [row] = (await scene.get(`/containers/json?filters={"id":["${id}"]}`)) as { ImageID: string }[];
			const short = row!.ImageID.replace('sha256:', '').slice(0, 12);
			expect(image()).toBe(short);
			expect(plimsoll(['--once', '--filter', `id=${id}`], engine.host).stdout).toMatch(
				new RegExp(`tagged-${scene.mark} +${short} `),
			);
			if (engine.dockerCli) {
				const env = { PATH: process.env.PATH, DOCKER_HOST: engine.host, HOME: '/nonexistent' };
				const listing = ['ps', '--format', '{{.Image}}', '--filter', `id=${id}`];
				expect(execFileSync(engine.dockerCli, listing, { encoding: 'utf8', env }).trim()).toBe(short);
			}
		} finally {
			await scene.delete(`/containers/${id}?force=1`);
			await scene.delete(`/images/${tag}:v1?force=1`);
		}
	});

	test('prints a table of the running containers, and of all with --all', () => {
		const running = plimsoll(['--once', ...args()], engine.host).stdout;
		expect(running).toMatch(new RegExp(`up-${scene.mark} .* \\d+\\.\\d\\d% .* / `));
		expect(running).not.toContain('ended-');
		expect(running).toMatch(/127\.0\.0\.1:\d+->80\/tcp/);
		expect(plimsoll(['--all', ...args()], engine.host).stdout).toMatch(/ended-.*Exited \(7\)/);
		// As with docker ps, a status filter includes containers that do not run.
		const ended = plimsoll(['--once', '--filter', 'status=exited', ...args()], engine.host).stdout;
		expect(ended).toMatch(/ended-.*Exited \(7\)/);
		expect(ended).not.toContain('up-');
	});

	function fromCli(docker: string) {
		const format =
			'{"id":{{json .ID}},"name":{{json .Names}},"image":{{json .Image}},"state":{{json .State}},"status":{{json .Status}},"ports":{{json .Ports}}}';
		const env = { PATH: process.env.PATH, DOCKER_HOST: engine.host, HOME: '/nonexistent' };
		const listing = ['ps', '--all', '--no-trunc', '--format', format, '--filter', `name=${scene.mark}`];
		return execFileSync(docker, listing, { encoding: 'utf8', env })
			.trimEnd()
			.split('\n')
			.map(line => JSON.parse(line));
	}

	async function fromApi() {
		const filters = encodeURIComponent(JSON.stringify({ name: [scene.mark] }));
		type Row = { Id: string; Names: string[]; Image: string; State: string; Status: string };
		const rows = (await scene.get(`/containers/json?all=1&filters=${filters}`)) as Row[];
		return rows.map(row => ({
			id: row.Id,
			name: row.Names[0]?.slice(1),
			image: row.Image,
			state: row.State,
			status: row.Status,
			ports: expect.any(String),
		}));
	}
});
