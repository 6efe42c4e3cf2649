import type { Module } from './modules.js';

/**
 * Finds the import cycles between modules, type-only imports included: two files that need each other are one thing to
 * understand. Each cycle is a list of files, once, from the alphabetically first one round to itself.
 */
export function importCycles(modules: readonly Module[]): string[][] {
	const edges = new Map(modules.map(({ file, imports }) => [file, imports.flatMap(found => found.file ?? [])]));
	const cycles = new Map<string, string[]>();
	const done = new Set<string>();
	const trail: string[] = [];
	const visit = (file: string) => {
		const start = trail.indexOf(file);
		if (start >= 0) {
			return remember(trail.slice(start));
		}
		if (done.has(file)) {
			return;
		}
		trail.push(file);
		for (const next of edges.get(file) ?? []) {
			visit(next);
		}
		trail.pop();
		done.add(file);
	};
	const remember = (loop: string[]) => {
		const first = loop.indexOf([...loop].sort()[0] ?? '');
		const turned = [...loop.slice(first), ...loop.slice(0, first)];
		cycles.set(turned.join(), [...turned, turned[0] ?? '']);
	};
	for (const file of edges.keys()) {
		visit(file);
	}
	return [...cycles.values()];
}
