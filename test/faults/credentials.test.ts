import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { engineOrSkip } from '../helpers/real-engine.js';
import { answer } from '../helpers/recording-proxy.js';
import { behindProxy, changes, scratch } from './kit.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('a credential helper', () => {
	it.each<[string, string | undefined, RegExp]>([
		['that is missing', undefined, /docker-credential-faulty/],
		['that fails', 'echo "the keyring is locked"; exit 1', /the keyring is locked/],
		['that prints junk', 'echo "no json at all"', /docker-credential-faulty|JSON|not understood/],
	])('%s: said before anything is sent, and the user decides', async (_, body, words) => {
		const folder = scratch();
		const bin = path.join(folder, 'bin');
		mkdirSync(bin);
		if (body !== undefined) {
			writeFileSync(path.join(bin, 'docker-credential-faulty'), `#!/bin/sh\n${body}\n`);
			chmodSync(path.join(bin, 'docker-credential-faulty'), 0o755);
		}
		writeFileSync(path.join(folder, 'config.json'), '{"credsStore":"faulty"}');
		vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
		const env = { ...process.env, DOCKER_CONFIG: folder };
		const { app, proxy } = await behindProxy(engine.host, { env });
		proxy.fault(
			'POST /images/create',
			answer((_request, out) => out.writeHead(200).end('{"status":"Done"}\n')),
		);
		await app.press('2', 'p');
		await app.type('registry.example/app:1');
		app.runtime.key('enter');
		await app.untilText(/No credentials for registry\.example/);
		expect(app.text()).toMatch(words);
		expect(changes(proxy)).toEqual([]);
		await app.press('y');
		await app.until(({ tasks }) => tasks.at(-1)?.status === 'done');
		expect(changes(proxy)).toEqual(['POST /images/create']);
	});
});
