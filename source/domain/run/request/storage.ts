import type { RunOptions } from '../options.js';
import { type MountBody, parseMountFlag } from '../rows/mount-flag.js';
import { type MountRow, mountArgv } from '../rows/mount-row.js';
import { UsageError } from '../usage-error.js';
import { absolutePath } from '../values/paths.js';
import { apiAtLeast, type RequestContext } from './context.js';
import { pairsToMap } from './environment.js';

/** `Binds`: binds and named volumes, each once, relative paths made absolute; null when there are none. */
export function binds(rows: readonly MountRow[], folder: string): string[] | null {
	const specs = rows.flatMap(row => {
		if (row.kind !== 'bind' && row.kind !== 'volume') {
			return [];
		}
		const relative = row.kind === 'bind' && row.source.startsWith('.');
		return [mountArgv(relative ? { ...row, source: absolutePath(row.source, folder) } : row)[1]];
	});
	return specs.length === 0 ? null : [...new Set(specs)];
}

/** `Volumes`: the anonymous volumes. */
export function anonymousVolumes(rows: readonly MountRow[]): Record<string, object> {
	return Object.fromEntries(rows.flatMap(row => (row.kind === 'anonymous' ? [[row.target, {}]] : [])));
}

/** `Tmpfs`: path → options; undefined when there are none. */
export function tmpfs(rows: readonly MountRow[]): Record<string, string> | undefined {
	const entries = rows.flatMap(row => (row.kind === 'tmpfs' ? [[row.target, row.options] as const] : []));
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** `Mounts`: the mounts of `--mount`; undefined when there are none. Throws UsageError with docker's message. */
export function mounts(rows: readonly MountRow[], context: RequestContext): MountBody[] | undefined {
	const bodies = rows.flatMap(row => (row.kind === 'mount' ? [parseMountFlag(row.text, context.folder)] : []));
	return bodies.length === 0 ? undefined : bodies;
}

/** Refuses a recursive read-only bind on an engine that would ignore it. */
export function checkMountVersions(bodies: readonly MountBody[] | undefined, apiVersion: string): void {
	const forced = bodies?.some(body => (body.BindOptions as MountBody | undefined)?.ReadOnlyForceRecursive === true);
	if (forced && !apiAtLeast(apiVersion, '1.44')) {
		throw new UsageError('bind-recursive=readonly requires API v1.44 or later', '--mount');
	}
}

/** `StorageOpt`; undefined when there are none. */
export function storageOptions({ storageOpt }: RunOptions): Record<string, string> | undefined {
	if (storageOpt.some(pair => pair.value === undefined)) {
		throw new UsageError('invalid storage option', '--storage-opt');
	}
	return storageOpt.length === 0 ? undefined : pairsToMap(storageOpt);
}
