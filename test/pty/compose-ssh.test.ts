import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type SshServer, startSshServer } from '../engine/docker/connect/helpers/sshd.js';
import { composeOrSkip } from '../helpers/engine/compose-plugins.js';
import { findProgram } from '../helpers/engine/programs.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const { skip: skipCompose, compose } = composeOrSkip();
const skipSsh = process.env.PLIMSOLL_REQUIRE_ENGINE !== '1' && findProgram('sshd') === undefined;

describe.skipIf(skip || skipCompose || skipSsh)('a Compose project of an engine over ssh', () => {
	const project = `ssh${process.pid}`;
	let folder: string;
	let server: SshServer;
	const docker = (...args: string[]) =>
		execFileSync(compose.docker, args, {
			encoding: 'utf8',
			cwd: folder,
			env: { ...process.env, DOCKER_CONFIG: compose.config, DOCKER_HOST: engine.host },
		});
	const write = (level: string) =>
		writeFileSync(
			path.join(folder, 'compose.yaml'),
			`name: ${project}
services:
  web:
    image: ${engine.busybox}
    network_mode: none
    command: ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 3600 & wait $$!; done"]
    environment:
      LOG_LEVEL: ${level}
`,
		);

	beforeAll(async () => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-pty-ssh-'));
		write('info');
		docker('compose', 'up', '-d');
		server = await startSshServer(engine.host, `env DOCKER_CONFIG=${compose.config} ${compose.docker}`);
	});
	afterEach(closeTerminals);
	afterAll(async () => {
		docker('compose', '-p', project, 'down', '-t', '1', '--remove-orphans');
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	/** Opens plimsoll over ssh, with the project's container selected. */
	async function open() {
		const host = `ssh://127.0.0.1:${server.port}`;
		const terminal = openPlimsoll({ host, env: { ...server.env }, columns: 120, rows: 40 });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, project);
		await terminal.until(`${project}-web-1`);
		return terminal;
	}

	test('is planned and brought up by the compose of that machine', async () => {
		const terminal = await open();
		await terminal.press('U');
		await terminal.until(/web\s+keep/);
		write('debug');
		await terminal.press('r');
		await terminal.until(/web\s+recreate\s+env LOG_LEVEL info → debug/);
		await terminal.press('enter');
		await terminal.until(`Up ${project}: done`);
		expect(docker('inspect', '-f', '{{.Config.Env}}', `${project}-web-1`)).toContain('LOG_LEVEL=debug');
	});

	test('says that its file cannot be edited here', async () => {
		const terminal = await open();
		await terminal.press('U');
		await terminal.until(/web\s+(?:keep|recreate)/);
		await terminal.press('e');
		await terminal.until(`${folder}/compose.yaml is not on this machine, but on 127.0.0.1`);
	});

	test('runs a one-off command on the terminal of the user', async () => {
		const terminal = await open();
		await terminal.press('P');
		await terminal.until('Run a one-off command');
		await terminal.press('r');
		await terminal.until(`Run a one-off command in ${project}`);
		await terminal.press('tab');
		await terminal.type("sh -c 'tty; read line; echo got $line; exit 3'");
		await terminal.press('enter');
		await terminal.until('/dev/pts/');
		await terminal.type('a line\r');
		await terminal.until('got a line');
		await terminal.until('press any key');
		await terminal.press('enter');
		await terminal.until(/exit code 3/);
	});
});
