import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Daemon, startDaemon } from './daemon.js';
import { freePort } from './free-port.js';
import { request } from './http.js';
import type { TestRegistry } from './provided.js';

const credentials = { username: 'plimsoll', password: 'wáter-line:7' };

/** Starts a registry that asks for a password, on a free port of 127.0.0.1, with its files in `folder`. */
export async function startRegistry(
	programs: { registry: string; htpasswd: string },
	folder: string,
): Promise<Daemon & { registry: TestRegistry }> {
	mkdirSync(folder, { recursive: true });
	const { username, password } = credentials;
	const users = execFileSync(programs.htpasswd, ['-Bbn', '-C', '4', username, password]);
	writeFileSync(path.join(folder, 'htpasswd'), users);
	// The registry does not report a port that the kernel assigns.
	const server = `127.0.0.1:${await freePort('127.0.0.1')}`;
	const config = path.join(folder, 'config.yml');
	writeFileSync(config, configuration(server, folder));
	const daemon = await startDaemon(programs.registry, ['serve', config], {
		log: path.join(folder, 'log'),
		answers: async () => (await request(`http://${server}`, 'GET', '/v2/')).status === 401,
	});
	return { ...daemon, registry: { server, username, password } };
}

function configuration(server: string, folder: string): string {
	return `version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: ${path.join(folder, 'data')}}, delete: {enabled: true}}
http: {addr: '${server}', secret: plimsoll}
auth: {htpasswd: {realm: plimsoll, path: ${path.join(folder, 'htpasswd')}}}
`;
}
