import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DockerContext, Endpoint } from '../../../../domain/nouns/host.js';
import { sanitize } from '../../../../domain/text/sanitize.js';
import { EngineError } from '../../../errors.js';
import type { Files } from './files.js';
import { type CliSettings, pickContext } from './pick-context.js';

/** The name of docker's built-in context: DOCKER_HOST or the default socket. */
export const defaultContext = 'default';

type ContextRecord = { readonly endpoint: Endpoint; readonly description: string };

const metaFile = (folder: string, id: string): string => join(folder, 'contexts', 'meta', id, 'meta.json');

/**
 * Reads a context's endpoint from `contexts/meta/<sha256 of its name>/meta.json` and finds its TLS files. Throws an
 * EngineError (`bad-request`) with the docker CLI's words when the context does not exist or is broken.
 */
export async function readContext(folder: string, name: string, origin: string, files: Files): Promise<ContextRecord> {
	if (sanitize(name) !== name) {
		throw wrong(name, 'context name is invalid');
	}
	const id = createHash('sha256').update(name).digest('hex');
	const path = metaFile(folder, id);
	const meta = await readMeta(path, name, files);
	const docker = meta.Endpoints?.docker;
	if (!docker) {
		throw wrong(name, 'cannot find docker endpoint in context');
	}
	const host = typeof docker.Host === 'string' && docker.Host ? sanitize(docker.Host) : 'unix:///var/run/docker.sock';
	// Docker ignores a user and password there; plimsoll does not show them either.
	const url = host.replace(/^((?:tcp|https?):\/\/)[^/]*@/, '$1');
	const tlsFolder = join(folder, 'contexts', 'tls', id, 'docker');
	const skip = docker.SkipTLSVerify === true;
	const secure = /^(?:tcp|https?):/.test(url) && (skip || (await files.list(tlsFolder)).length > 0);
	const { Description } = meta.Metadata ?? {};
	return {
		endpoint: { url, context: name, origin, ...(secure && { tls: { folder: tlsFolder, verify: !skip } }) },
		description: typeof Description === 'string' ? sanitize(Description) : '',
	};
}

/**
 * The contexts that `docker context ls` lists, sorted by name, with `default`. A context whose file cannot be read is left
 * out: only that file has its name.
 */
export async function listContexts(settings: CliSettings, byDefault: Endpoint): Promise<DockerContext[]> {
	const { configFolder, files } = settings;
	const current = (await pickContext(settings)).name;
	const found: DockerContext[] = [
		{
			kind: 'context',
			name: defaultContext,
			url: byDefault.url,
			description: 'Current DOCKER_HOST based configuration',
			current: current === defaultContext,
			origin: byDefault.origin,
			...(byDefault.tls && { tls: byDefault.tls }),
		},
	];
	for (const id of await files.list(join(configFolder, 'contexts', 'meta'))) {
		const file = metaFile(configFolder, id);
		const name = await readName(file, files);
		if (name === undefined) {
			continue;
		}
		const { endpoint, description } = await readContext(configFolder, name, '--context', files).catch(
			(error: unknown): ContextRecord => ({
				endpoint: { url: '', origin: '' },
				description: (error as Error).message,
			}),
		);
		const { url, tls } = endpoint;
		const isCurrent = name === current;
		const origin = 'context file';
		found.push({ kind: 'context', name, url, description, current: isCurrent, origin, file, ...(tls && { tls }) });
	}
	return found.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

type Meta = {
	Name?: unknown;
	Metadata?: { Description?: unknown };
	Endpoints?: { docker?: { Host?: unknown; SkipTLSVerify?: unknown } };
};

async function readMeta(path: string, name: string, files: Files): Promise<Meta> {
	const text = await files.read(path);
	if (text === undefined) {
		throw wrong(name, `context not found: open ${path}: no such file or directory`);
	}
	try {
		const meta: unknown = JSON.parse(text);
		return typeof meta === 'object' && meta !== null ? meta : {};
	} catch (cause) {
		throw wrong(name, `parsing ${path}: ${(cause as Error).message}`, cause);
	}
}

function wrong(name: string, why: string, cause?: unknown): EngineError {
	return new EngineError('bad-request', sanitize(`context ${JSON.stringify(name)}: ${why}`), { cause });
}

async function readName(path: string, files: Files): Promise<string | undefined> {
	try {
		const meta: unknown = JSON.parse((await files.read(path)) ?? '');
		const name = (meta as Meta | null)?.Name;
		return typeof name === 'string' && name && sanitize(name) === name ? name : undefined;
	} catch {
		return undefined;
	}
}
