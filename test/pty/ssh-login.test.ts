import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type SshServer, startSshServer } from '../engine/docker/connect/helpers/sshd.js';
import { findProgram } from '../helpers/engine/programs.js';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { openPlimsoll } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const skipSsh = skip || (process.env.PLIMSOLL_REQUIRE_ENGINE !== '1' && findProgram('sshd') === undefined);

afterEach(closeTerminals);

/** The key gets this passphrase, which ssh asks for in a terminal. */
const passphrase = 'three masts';

describe.skipIf(skipSsh)('an ssh key with a passphrase', () => {
	let server: SshServer;
	beforeAll(async () => {
		server = await startSshServer(engine.host, engine.dockerCli);
		const config = readFileSync(server.config, 'utf8');
		const [, key = ''] = /^IdentityFile (.*)$/m.exec(config) ?? [];
		execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', passphrase, '-f', key]);
		writeFileSync(server.config, config.replace('BatchMode yes', 'BatchMode no'));
	});
	afterAll(() => server.stop());

	const open = () => openPlimsoll({ host: `ssh://127.0.0.1:${server.port}`, env: server.env });

	test('is asked for once in the terminal; everything then uses that login', async () => {
		const terminal = open();
		await terminal.until('Permission denied (publickey');
		await terminal.until('log in with ssh here');
		await terminal.press('l');
		await terminal.until('Enter passphrase for key');
		await terminal.send(Buffer.from(`${passphrase}\r`));
		await terminal.until('Containers');
		await terminal.until(/ssh \d+ ms/);
		// One login failed without a terminal, one was made in it.
		expect(server.logins()).toBe(2);
		await terminal.press('q');
		expect(await terminal.exited).toMatchObject({ code: 0 });
		await expect.poll(() => server.sshPids()).toEqual([]);
	});

	test('can be refused: the reason stays, and the key asks again', async () => {
		const terminal = open();
		await terminal.until('log in with ssh here');
		await terminal.press('l');
		await terminal.until('Enter passphrase for key');
		// An empty answer gives up this key.
		await terminal.send(Buffer.from('\r'));
		await terminal.until('ssh has exited with exit status 255');
		await terminal.until('log in with ssh here');
		await terminal.press('l');
		// The question of the first attempt is still above.
		await terminal.until(screen => screen.filter(row => row.startsWith('Enter passphrase for key')).length === 2);
		await terminal.send(Buffer.from('\u0003'));
		await terminal.until('log in with ssh here');
	});
});
