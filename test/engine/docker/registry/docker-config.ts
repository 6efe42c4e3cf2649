import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { loadCredentials } from '../../../../source/engine/docker/registry/credentials.js';
import { waitLimit } from '../../../helpers/limits/limits.js';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) {
		rmSync(folder, { recursive: true, force: true });
	}
});

/**
 * A config folder of the docker CLI, with a folder for credential helpers that is first in PATH. `timeoutMs` limits each call
 * of a helper.
 */
export function dockerConfig(config?: object | string, timeoutMs = waitLimit()) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-config-'));
	folders.push(folder);
	const file = path.join(folder, 'config.json');
	const bin = path.join(folder, 'bin');
	mkdirSync(bin);
	if (config !== undefined) {
		writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
	}
	const env = { DOCKER_CONFIG: folder, PATH: `${bin}:/usr/bin:/bin` };
	return {
		folder,
		file,
		bin,
		env,
		credentials: loadCredentials(env, { timeoutMs }),
		text: () => readFileSync(file, 'utf8'),
		json: () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>,
		/** Installs a program; `sh` runs the script. */
		program(name: string, script: string) {
			writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
			chmodSync(path.join(bin, name), 0o755);
		},
		/** A helper that stores credentials in files, one per server, and records each start. */
		workingHelper(name: string) {
			const store = path.join(folder, `stored-by-${name}`);
			mkdirSync(store);
			writeFileSync(path.join(bin, `docker-credential-${name}`), `#!${process.execPath}\n${helperSource(store)}`);
			chmodSync(path.join(bin, `docker-credential-${name}`), 0o755);
			return {
				stored: (server: string): unknown => {
					const entry = path.join(store, encodeURIComponent(server));
					return existsSync(entry) ? JSON.parse(readFileSync(entry, 'utf8')) : undefined;
				},
				/** The arguments and the environment of every start. */
				starts: () => readFileSync(path.join(folder, 'starts'), 'utf8'),
			};
		},
	};
}

/** Source: the protocol of docker-credential-helpers, README. */
const helperSource = (store: string): string => `
const fs = require('node:fs');
const path = require('node:path');
const store = ${JSON.stringify(store)};
fs.appendFileSync(path.join(store, '../starts'), JSON.stringify([process.argv, process.env]) + '\\n');
const input = fs.readFileSync(0, 'utf8').trim();
const fileOf = server => path.join(store, encodeURIComponent(server));
const none = () => { console.log('credentials not found in native keychain'); process.exit(1); };
switch (process.argv[2]) {
	case 'store': fs.writeFileSync(fileOf(JSON.parse(input).ServerURL), input); break;
	case 'get': if (!fs.existsSync(fileOf(input))) none(); console.log(fs.readFileSync(fileOf(input), 'utf8')); break;
	case 'erase': if (!fs.existsSync(fileOf(input))) none(); fs.rmSync(fileOf(input)); break;
	case 'list': console.log(JSON.stringify(Object.fromEntries(fs.readdirSync(store).map(name =>
		[decodeURIComponent(name), JSON.parse(fs.readFileSync(path.join(store, name), 'utf8')).Username]))));
}
`;

export const base64 = (text: string): string => Buffer.from(text).toString('base64');
