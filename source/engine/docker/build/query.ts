import type { BuildOptions } from '../../engine.js';
import type { Query } from '../query.js';

/** What both builders take. Empty maps are not sent, as docker's client does not. */
export function buildQuery(options: BuildOptions, dockerfile: string): Query {
	const { buildArgs, labels, target, platform, noCache, pull, tags } = options;
	const args = Object.keys(buildArgs).map(name => [name, buildArgs[name] ?? process.env[name] ?? null] as const);
	return {
		dockerfile,
		t: tags,
		buildargs: json(Object.fromEntries(args)),
		labels: json(labels),
		target: target || undefined,
		platform: platform?.toLowerCase() || undefined,
		nocache: noCache,
		pull,
	};
}

function json(map: Readonly<Record<string, unknown>>): string | undefined {
	const names = Object.keys(map).sort();
	return names.length === 0 ? undefined : JSON.stringify(Object.fromEntries(names.map(name => [name, map[name]])));
}
