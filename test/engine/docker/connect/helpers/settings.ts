import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Files } from '../../../../../source/engine/docker/connect/settings/files.js';
import type { CliSettings } from '../../../../../source/engine/docker/connect/settings/pick-context.js';

/** A disk in memory: texts by their paths. */
export function memoryDisk(texts: Readonly<Record<string, string>>): Files {
	return {
		read: async file => texts[file],
		list: async folder => {
			const inside = Object.keys(texts).filter(file => file.startsWith(`${folder}/`));
			return [...new Set(inside.map(file => file.slice(folder.length + 1).split('/')[0] ?? ''))];
		},
	};
}

export const contextId = (name: string) => createHash('sha256').update(name).digest('hex');

/** The meta.json of a context, by its path under `/cfg`. */
export function contextFile(name: string, docker: object, description?: string): Record<string, string> {
	const meta = { Name: name, Metadata: { Description: description }, Endpoints: { docker } };
	return { [`/cfg/contexts/meta/${contextId(name)}/meta.json`]: JSON.stringify(meta) };
}

export const tlsFile = (name: string, file: string) => path.join('/cfg/contexts/tls', contextId(name), 'docker', file);

/** Settings on Linux with the home `/home/me`, docker's folder `/cfg`, and no variables. */
export function around(changes: Partial<CliSettings> & { texts?: Record<string, string> } = {}): CliSettings {
	const { texts = {}, ...rest } = changes;
	return {
		flags: {},
		env: {},
		home: '/home/me',
		platform: 'linux',
		configFolder: '/cfg',
		files: memoryDisk(texts),
		...rest,
	};
}
