import { objectAt, type Raw, textAt } from '../../run/inspect/raw.js';

/** The place of a project's files, from the labels of its containers or from the folder where plimsoll was started. */
export type ComposeFiles = {
	/** The project's name; empty when only compose can compute it. */
	readonly name: string;
	/** The folder that relative paths in the files start from. */
	readonly workingDir: string;
	/** Paths of the compose files, in their order; empty for those that compose finds itself. */
	readonly configFiles: readonly string[];
	/** Files of `--env-file`. */
	readonly environmentFiles: readonly string[];
};

/** A project as `docker compose config --format json` prints it: every file merged, every variable replaced. */
export type ComposeModel = {
	readonly name: string;
	/** By name, without the services whose profile is off. */
	readonly services: Readonly<Record<string, Raw>>;
	readonly networks: Raw;
	readonly volumes: Raw;
	readonly secrets: Raw;
	readonly configs: Raw;
	/** The whole model as compose printed it, where `$$` stands for `$`. */
	readonly printed: Raw;
};

/** Compose printed something that is not a project. */
export class ModelError extends Error {
	override readonly name = 'ModelError';
}

/** Reads the output of `docker compose config --format json`; throws a ModelError for any other text. */
export function parseModel(text: string): ComposeModel {
	const printed = readJson(text);
	if (!('services' in printed) && textAt(printed, 'name') === '') {
		throw new ModelError('compose printed no project');
	}
	const plain = withoutEscapes(printed);
	const services = objectAt(plain, 'services');
	return {
		name: textAt(objectAt({ plain }, 'plain'), 'name'),
		services: Object.fromEntries(Object.keys(services).map(name => [name, objectAt(services, name)])),
		networks: objectAt(plain, 'networks'),
		volumes: objectAt(plain, 'volumes'),
		secrets: objectAt(plain, 'secrets'),
		configs: objectAt(plain, 'configs'),
		printed,
	};
}

function readJson(text: string): Raw {
	try {
		return objectAt({ value: JSON.parse(text) }, 'value');
	} catch {
		const line = text.trim().split('\n')[0] ?? '';
		throw new ModelError(line === '' ? 'compose printed nothing' : `compose printed no JSON: ${line.slice(0, 200)}`);
	}
}

/** Compose doubles each `$` of its output, so that the output is a compose file again. */
function withoutEscapes(value: unknown): unknown {
	if (typeof value === 'string') {
		return value.replaceAll('$$', '$');
	}
	if (Array.isArray(value)) {
		return value.map(withoutEscapes);
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, item]) => [key.replaceAll('$$', '$'), withoutEscapes(item)]),
		);
	}
	return value;
}

/** Reads `config --hash '*'`: a service and its hash a line. Other lines are ignored. */
export const parseHashes = (text: string): ReadonlyMap<string, string> =>
	new Map([...text.matchAll(/^(\S+) ([0-9a-f]{64})$/gm)].map(([, name = '', hash = '']) => [name, hash]));

/** Reads the warnings that compose wrote to its standard error, as JSON or as text, each once. */
export function parseWarnings(text: string): readonly string[] {
	const found = text.split('\n').flatMap(line => {
		const [, quoted] = /\blevel=warning msg=("(?:[^"\\]|\\.)*")/.exec(line) ?? [];
		const json = quoted === undefined ? line : `{"level":"warning","msg":${quoted}}`;
		try {
			const { level, msg } = objectAt({ value: JSON.parse(json) }, 'value');
			return level === 'warning' && typeof msg === 'string' ? [msg] : [];
		} catch {
			return [];
		}
	});
	return [...new Set(found)];
}

/** The variables that a warning of compose says are empty: `The "TAG" variable is not set. Defaulting to a blank string.` */
export const emptyVariables = (warnings: readonly string[]): readonly string[] =>
	warnings.flatMap(text => /^The \\?"?([^"\\ ]+)\\?"? variable is not set/.exec(text)?.[1] ?? []);

/** The number of containers that a service shall have. Source: compose-go types/types.go, GetScale. */
export function scaleOf(service: Raw): number {
	const { scale } = service;
	const { replicas } = objectAt(service, 'deploy');
	return typeof scale === 'number' ? scale : typeof replicas === 'number' ? replicas : 1;
}

/** The image of a service; compose names an image that it builds after the project and the service. */
export const imageOf = (service: Raw, name: string, project: string): string =>
	textAt(service, 'image') || `${project}-${name}`;

export const isBuilt = (service: Raw): boolean => Object.keys(objectAt(service, 'build')).length > 0;

/** The services that a service depends on, with their conditions. */
export const dependenciesOf = (
	service: Raw,
): readonly { readonly service: string; readonly restart: boolean; readonly condition: string }[] => {
	const all = objectAt(service, 'depends_on');
	return Object.keys(all).map(name => {
		const one = objectAt(all, name);
		return { service: name, restart: one.restart === true, condition: textAt(one, 'condition') };
	});
};

/** A service that shares a namespace or volumes of another one, by the field that says so. */
export type Reference = { readonly field: 'network_mode' | 'ipc' | 'pid' | 'volumes_from'; readonly service: string };

/** The references of a service to the containers of others: compose replaces them by ids before it makes the hash. */
export function referencesOf(service: Raw): readonly Reference[] {
	const modes = (['network_mode', 'ipc', 'pid'] as const).flatMap(field => {
		const [, name] = /^service:(.+)$/.exec(textAt(service, field)) ?? [];
		return name === undefined ? [] : [{ field, service: name }];
	});
	const from = Array.isArray(service.volumes_from) ? service.volumes_from : [];
	const volumes = from.flatMap(each => {
		const [name = ''] = String(each).split(':');
		return name === 'container' ? [] : [{ field: 'volumes_from' as const, service: name }];
	});
	return [...modes, ...volumes];
}

/** The ids of the containers that references resolve to, by service: the first replica of each. */
export type FirstContainers = ReadonlyMap<string, string>;

/**
 * The printed model with the references to services replaced as compose replaces them. `config --hash` on it prints the
 * hashes that `up` compares with the labels; on the files themselves it leaves out env files and keeps the references.
 * Source: docker/compose pkg/compose/convergence.go, resolveServiceReferences.
 */
export function resolvedModel({ printed }: ComposeModel, first: FirstContainers): string {
	const services = objectAt(printed, 'services');
	const resolved = Object.keys(services).map(name => [name, resolveService(objectAt(services, name), first)]);
	return JSON.stringify({ ...printed, services: Object.fromEntries(resolved) });
}

function resolveService(service: Raw, first: FirstContainers): Raw {
	const modes = (['network_mode', 'ipc', 'pid'] as const).flatMap(field => {
		const [, name = ''] = /^service:(.+)$/.exec(textAt(service, field)) ?? [];
		const id = first.get(name);
		return id === undefined ? [] : [[field, `container:${id}`]];
	});
	const from = Array.isArray(service.volumes_from) ? { volumes_from: service.volumes_from.map(resolveFrom) } : {};
	// Compose prints unlimited swap as a text that it does not read.
	const swap = service.memswap_limit === '-1' ? { memswap_limit: -1 } : {};
	return { ...service, ...from, ...swap, ...Object.fromEntries(modes) };

	function resolveFrom(entry: unknown): unknown {
		const [name = '', other = ''] = String(entry).split(':');
		return name === 'container' ? other : (first.get(name) ?? entry);
	}
}
