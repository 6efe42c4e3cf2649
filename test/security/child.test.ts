import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadCredentials } from '../../source/engine/docker/registry/credentials.js';
import { dockerConfig } from '../engine/docker/registry/docker-config.js';
import { eventually } from '../helpers/eventually.js';
import { waitLimit } from '../helpers/limits/limits.js';
import { leak, newCanary } from './canary.js';

const proc = (pid: string, what: string) => readFileSync(`/proc/${pid}/${what}`, 'utf8');

test.runIf(process.platform === 'linux')(
	'a credential helper gets the secret on its standard input only, not as an argument or in its environment',
	async () => {
		const canary = newCanary();
		const { env, folder, program } = dockerConfig({ credsStore: 'slow' });
		const pidFile = path.join(folder, 'pid');
		const goFile = path.join(folder, 'go');
		program(
			'docker-credential-slow',
			`cat > ${folder}/input; echo $$ > ${pidFile}.new; mv ${pidFile}.new ${pidFile}; until [ -e ${goFile} ]; do sleep 0.02; done`,
		);
		const stored = loadCredentials(env, { timeoutMs: waitLimit() }).store({
			server: 'r',
			username: 'me',
			password: canary,
		});
		await eventually(() => expect(existsSync(pidFile)).toBe(true));
		const pid = readFileSync(pidFile, 'utf8').trim();
		const seen = [proc(pid, 'cmdline'), proc(pid, 'environ'), proc('self', 'cmdline'), proc('self', 'environ')].join(
			'\n',
		);
		expect(seen).toContain('docker-credential-slow');
		expect(leak(canary, seen)).toBeUndefined();
		writeFileSync(goFile, '');
		await stored;
		expect(JSON.parse(readFileSync(path.join(folder, 'input'), 'utf8')).Secret).toBe(canary);
	},
);
