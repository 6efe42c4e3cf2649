import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { cli, filter, openPlimsoll } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const docker = skip ? '' : (engine.dockerCli ?? '');
const environment = () => ({ PATH: process.env.PATH, HOME: '/nonexistent', DOCKER_HOST: engine.host });

afterEach(closeTerminals);

describe.skipIf(skip)('a container that uses all the CPU that its limit allows', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'limits');
		const limits = { CpuPeriod: 100_000, CpuQuota: 20_000, Memory: 300 * 1024 ** 2 };
		await scene.run('burn', ['sh', '-c', 'while :; do :; done'], { StopSignal: 'SIGKILL' }, limits);
	});
	afterAll(() => scene.clear());

	test('is shown at its limits: about 20 of 20 % CPU, and memory against 300 MiB', async () => {
		const terminal = openPlimsoll({ host: engine.host, columns: 160 });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.mark);
		await terminal.until(/● burn-x.* (1[89]|2[0-5])(\.\d)?\/20%/);
		expect(terminal.screen().find(row => row.includes('● burn-'))).toMatch(/\d+(\.\d)?[KM]\/300M/);
		await terminal.press('m');
		await terminal.until(/throttled/i);
	});

	test.skipIf(docker === '')('is shown with the numbers of docker stats', async () => {
		const listing = ['stats', '--no-stream', '--format', '{{.CPUPerc}} {{.MemUsage}}', scene.nameOf('burn')];
		const snapshot = [cli, '--json', '--filter', `name=${scene.mark}`];
		const run = promisify(execFile);
		// Both commands take their two samples in the same two seconds.
		const [theirs, ours] = await Promise.all([
			run(docker, listing, { env: environment() }),
			run(process.execPath, snapshot, { env: environment() }),
		]);
		const { stats } = JSON.parse(ours.stdout) as { stats: { cpuPercent: number; memory: number; memoryLimit: number } };
		const [, cpu, memory, unit] = /^([\d.]+)% ([\d.]+)([KM])iB \/ 300MiB/.exec(theirs.stdout) ?? [];
		expect(Math.abs(stats.cpuPercent - Number(cpu))).toBeLessThan(4);
		expect(stats.memoryLimit).toBe(300 * 1024 ** 2);
		const bytes = Number(memory) * (unit === 'K' ? 1024 : 1024 ** 2);
		expect(Math.abs(stats.memory - bytes)).toBeLessThan(256 * 1024);
	});
});
