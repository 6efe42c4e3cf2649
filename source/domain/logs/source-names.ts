import { membershipOf } from '../compose/labels.js';
import { nameInProject } from '../compose/summary.js';
import type { Container } from '../nouns/container.js';
import { shortId } from '../nouns/short-id.js';

/** A container whose lines are among those of others. */
export type LogSource = {
	readonly id: string;
	readonly name: string;
	readonly labels: Container['labels'];
	/** The ids of the containers whose place it took, while the log was open. Their lines have its name. */
	readonly formerIds?: readonly string[];
	/** Shorter names that it can have in front of its lines, the shortest first. */
	readonly shortNames: readonly string[];
	/** `more`: its lines were read up to a limit. */
	readonly status: 'loading' | 'streaming' | 'ended' | 'more' | 'failed';
	readonly error?: string;
};

/** The source of a container of which nothing has been read. */
export function newSource(container: Container): LogSource {
	const { id, name, labels } = container;
	const service = membershipOf(labels)?.service;
	return { id, name, labels, shortNames: [...(service ? [service] : []), nameInProject(container)], status: 'loading' };
}

/** The shortest name of each source that no other source can have, or its own; with its short id if another one has that. */
export function shortNames(sources: readonly LogSource[]): ReadonlyMap<string, string> {
	const owners = new Map<string, number>();
	const namesakes = new Map<string, number>();
	for (const source of sources) {
		namesakes.set(source.name, (namesakes.get(source.name) ?? 0) + 1);
		for (const name of new Set([...source.shortNames, source.name])) {
			owners.set(name, (owners.get(name) ?? 0) + 1);
		}
	}
	const nameOf = ({ id, name, shortNames: shorter }: LogSource): string =>
		shorter.find(each => owners.get(each) === 1) ?? (namesakes.get(name) === 1 ? name : `${name} ${shortId(id)}`);
	return new Map(sources.flatMap(source => idsOf(source).map(id => [id, nameOf(source)] as const)));
}

/** The ids of the containers that wrote the lines of a source, the present one first. */
export const idsOf = ({ id, formerIds = [] }: LogSource): readonly string[] => [id, ...formerIds];

/** The source of the lines of a container; undefined if it is none. */
export const ownerOf = (sources: readonly LogSource[], id: string | undefined): LogSource | undefined =>
	sources.find(source => id !== undefined && idsOf(source).includes(id));

/** Colours of the palette of 256 with a contrast of at least 4 to black and to white. The theme finds the nearest of sixteen. */
const colours = [28, 31, 130, 98, 162, 65, 62, 133] as const;

/** The SGR parameters of a name: the same for the same name in every log. */
export function nameColour(name: string): string {
	let hash = 0;
	for (const character of name) {
		hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
	}
	return `38;5;${colours[hash % colours.length]}`;
}
