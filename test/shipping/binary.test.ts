import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { closeTerminals, openTerminal } from '../helpers/terminal/terminal.js';
import { describePackages } from './packages.js';

const root = path.resolve(import.meta.dirname, '../..');
const script = (name: string) => path.join(root, 'scripts', name);
const folder = mkdtempSync(path.join(os.tmpdir(), 'binary-'));
const isLinux = process.platform === 'linux';
const binary = path.join(folder, `plimsoll-linux-${process.arch}`);

beforeAll(() => {
	if (isLinux) {
		execFileSync(process.execPath, [script('binary.mjs'), '--arch', 'x64,arm64', '--out', folder]);
	}
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(closeTerminals);

describe.skipIf(!isLinux)('the standalone binary', () => {
	/** Runs it in an environment without Node. */
	const run = (...args: string[]) =>
		spawnSync(binary, args, { encoding: 'utf8', env: { PATH: '/nowhere', HOME: folder }, cwd: os.tmpdir() });

	test('prints its version, a snapshot and the licences without Node', () => {
		const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
		expect(run('--version')).toMatchObject({ stderr: '', stdout: `plimsoll ${version}\n`, status: 0 });
		expect(run('--demo', '--once', '--no-stats')).toMatchObject({ stderr: '', status: 0 });
		const { stdout } = run('--licenses');
		for (const words of ['Node.js is licensed for use as follows', 'react', 'dockerode', 'Apache License']) {
			expect(stdout).toContain(words);
		}
	});

	test('opens the dashboard with its dialogs', async () => {
		const terminal = openTerminal({
			columns: 120,
			rows: 40,
			command: binary,
			args: ['--demo'],
			env: { PATH: '/nowhere', HOME: folder },
		});
		await terminal.until(/1 Containers \d/);
		await terminal.press('?');
		await terminal.until(/┌ Help/);
		await terminal.press('escape', 'q');
		expect(await terminal.exited).toMatchObject({ code: 0 });
	});

	test('for another machine is its ELF file with the same bundle', () => {
		const machine = (file: string) => readFileSync(file).readUInt16LE(18);
		// Source: elf(5), e_machine.
		const codes = { x64: 62, arm64: 183 };
		for (const [arch, code] of Object.entries(codes)) {
			expect(machine(path.join(folder, `plimsoll-linux-${arch}`))).toBe(code);
		}
		const blobOf = (arch: string) => {
			const bytes = readFileSync(path.join(folder, `plimsoll-linux-${arch}`));
			const at = bytes.indexOf('plimsoll is one file with these packages');
			return bytes.subarray(at, at + 50_000);
		};
		expect(blobOf('x64').equals(blobOf('arm64'))).toBe(true);
	});
});

describe.skipIf(!isLinux)('packages of the standalone binary', () => describePackages(folder));

const { skip, engine } = engineOrSkip('dockerCli');

describe.skipIf(skip || !isLinux)('the container image', () => {
	const image = 'plimsoll-test/plimsoll:image';
	const docker = (...args: string[]) =>
		execFileSync(engine.dockerCli!, ['-H', engine.host, ...args], {
			encoding: 'utf8',
			env: { PATH: process.env.PATH, HOME: folder, DOCKER_BUILDKIT: '0' },
		});
	// A function: the body of a skipped suite runs as well, and without an engine there is no host.
	const socket = () => engine.host.slice('unix://'.length);

	beforeAll(() => {
		const context = path.join(folder, 'image');
		execFileSync(process.execPath, [script('image.mjs'), '--binary', binary, '--out', context]);
		docker('build', '-q', '-t', image, context);
	});
	afterAll(() => void docker('rmi', '-f', image));

	const openImage = () =>
		openTerminal({
			columns: 120,
			rows: 40,
			command: engine.dockerCli!,
			args: [
				...['-H', engine.host, 'run', '-it', '--rm', '--network', 'none', '--label', 'plimsoll-test=image'],
				...['-v', `${socket()}:/var/run/docker.sock`, image],
			],
			env: { HOME: folder },
		});

	test('is at most 60 MB compressed', () => {
		expect(gzipSync(readFileSync(binary)).length).toBeLessThan(57_000_000);
		expect(statSync(binary).size).toBeLessThan(140_000_000);
	});

	test('shows the engine of the mounted socket, follows the size of the terminal, and ends', async () => {
		const terminal = openImage();
		await terminal.until(/1 Containers \d/);
		await terminal.until('plimsoll-test/plimsoll');
		terminal.resize(90, 30);
		await terminal.until(() =>
			terminal.screen().some(line => line.length > 80 && line.length <= 90 && line.includes('─┐')),
		);
		// There is no shell with job control that would resume it.
		await terminal.press('ctrl-z');
		await terminal.until('Cannot suspend');
		await terminal.press('q');
		expect(await terminal.exited).toMatchObject({ code: 0 });
	});

	test('is left running by docker’s detach keys', async () => {
		const terminal = openImage();
		await terminal.until(/1 Containers \d/);
		const id = docker('ps', '-q', '--filter', 'label=plimsoll-test=image').trim();
		await terminal.press('ctrl-p', 'ctrl-q');
		expect(await terminal.exited).toMatchObject({ code: 0 });
		expect(docker('inspect', '--format', '{{.State.Running}}', id).trim()).toBe('true');
		docker('rm', '-f', id);
	});
});
