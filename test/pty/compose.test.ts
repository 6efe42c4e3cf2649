import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composeOrSkip } from '../helpers/engine/compose-plugins.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const { skip: skipCompose, compose } = composeOrSkip();

describe.skipIf(skip || skipCompose)('a Compose project on a real engine', () => {
	const project = `pty${process.pid}`;
	let folder: string;
	const env = () => ({
		DOCKER_CONFIG: compose.config,
		DOCKER_HOST: engine.host,
		PATH: `${path.dirname(compose.docker)}:${process.env.PATH}`,
	});
	const docker = (...args: string[]) =>
		execFileSync(compose.docker, args, { encoding: 'utf8', cwd: folder, env: { ...process.env, ...env() } });

	beforeAll(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-pty-compose-'));
		writeFileSync(
			path.join(folder, 'compose.yaml'),
			`name: ${project}
services:
  web:
    image: ${engine.busybox}
    command: ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 3600 & wait $$!; done"]
    environment:
      LOG_LEVEL: info
`,
		);
		// The editor changes the file, and notes its arguments.
		writeFileSync(
			path.join(folder, 'nano'),
			'#!/bin/sh\necho "$@" > "$2.arguments"\nsed -i "s/LOG_LEVEL: .*/LOG_LEVEL: debug/" "$2"\n',
		);
		chmodSync(path.join(folder, 'nano'), 0o755);
		docker('compose', 'up', '-d');
	});
	afterEach(closeTerminals);
	afterAll(() => {
		docker('compose', '-p', project, 'down', '-t', '1');
		rmSync(folder, { recursive: true, force: true });
	});

	test('is edited in the editor of the user, planned again, and brought up', async () => {
		const terminal = openPlimsoll({ env: { ...env(), EDITOR: path.join(folder, 'nano') }, columns: 120, rows: 40 });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, project);
		await terminal.until(`${project}-web-1`);
		await terminal.press('U');
		await terminal.until(/web\s+keep/);
		await terminal.press('e');
		await terminal.until(/web\s+recreate\s+env LOG_LEVEL info → debug/);
		const file = path.join(folder, 'compose.yaml');
		expect(readFileSync(`${file}.arguments`, 'utf8').trim()).toBe(`+3 ${file}`);
		await terminal.press('enter');
		await terminal.until(`Up ${project}: done`);
		expect(docker('inspect', '-f', '{{.Config.Env}}', `${project}-web-1`)).toContain('LOG_LEVEL=debug');
	});
});
