import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { waitLimit } from '../helpers/limits.js';

/** A request that changes something, as the docker CLI sent it. */
export type Recorded = { method: string; path: string; query: Record<string, string[]>; body: unknown };

/** What one run of the CLI did: what it asked the engine for, and what it told the user. */
export type CliRun = { requests: Recorded[]; stderr: string };

export type CliOptions = {
	apiVersion: string;
	cwd?: string;
	/** Everything that the CLI sees of the environment, besides HOME and DOCKER_HOST. */
	env?: Record<string, string>;
	/** Docker's config file. */
	config?: object;
};

/**
 * Runs a docker CLI in front of a small engine of its own, which agrees to everything and writes it down. Nothing is
 * created anywhere, so cases are fast and can run side by side.
 */
export async function recordCli(cli: string, args: readonly string[], options: CliOptions): Promise<CliRun> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'plimsoll-parity-'));
	const socket = path.join(folder, 's');
	await mkdir(path.join(folder, '.docker'));
	await writeFile(path.join(folder, '.docker', 'config.json'), JSON.stringify(options.config ?? {}));
	const requests: Recorded[] = [];
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
	});
	const answer = (request: http.IncomingMessage, response: http.ServerResponse, text: string) => {
		const url = new URL(request.url ?? '/', 'http://engine');
		response.setHeader('Api-Version', options.apiVersion);
		response.setHeader('Ostype', 'linux');
		response.setHeader('Content-Type', 'application/json');
		if (url.pathname === '/_ping') return void response.end('OK');
		const recorded = recordedRequest(request.method ?? '', url, text);
		if (recorded.method !== 'GET') requests.push(recorded);
		const [status, body] = reply(recorded);
		response.statusCode = status;
		response.end(body);
	};
	await new Promise<void>(resolve => server.listen(socket, resolve));
	try {
		const env = { HOME: folder, ...options.env, DOCKER_HOST: `unix://${socket}`, DOCKER_CLI_HINTS: 'false' };
		const stderr = await run(cli, args, { cwd: options.cwd ?? folder, env });
		return { requests, stderr };
	} finally {
		server.closeAllConnections();
		server.close();
		await rm(folder, { recursive: true, force: true });
	}
}

function recordedRequest(method: string, url: URL, text: string): Recorded {
	const query: Record<string, string[]> = {};
	for (const [name, value] of url.searchParams) {
		query[name] = [...(query[name] ?? []), value];
	}
	const body = text.trim() === '' ? undefined : (JSON.parse(text) as unknown);
	return { method, path: url.pathname.replace(/^\/v[\d.]+/, ''), query, body };
}

/** The least that the CLI needs to go on. */
function reply({ method, path: resource }: Recorded): [status: number, body: string] {
	if (method === 'DELETE' && resource.startsWith('/images/')) return [200, '[]'];
	if (/\/(create|exec|commit)$/.test(resource)) return [201, '{"Id":"0123456789ab","Warnings":[]}'];
	if (/\/(start|stop|restart|kill|pause|unpause|rename)$/.test(resource)) return [204, ''];
	return [200, '{"Id":"0123456789ab","Config":{},"State":{"Running":true},"OSType":"linux"}'];
}

function run(cli: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
	return new Promise(resolve => {
		const child = execFile(cli, args, { ...options, timeout: waitLimit() }, (_error, _stdout, stderr) =>
			resolve(stderr),
		);
		child.stdin?.end();
	});
}
