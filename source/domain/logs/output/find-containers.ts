import { membershipOf } from '../../compose/labels.js';
import type { Container } from '../../nouns/container.js';
import { similarNames } from './similar-names.js';

/** A word that names no container, and names that it may mean. */
export type UnknownName = { readonly word: string; readonly similar: readonly string[] };

export type FoundContainers = { readonly containers: readonly Container[]; readonly unknown: readonly UnknownName[] };

/** The least length of an id's beginning that counts as a name. */
const leastIdLength = 4;

type Test = (container: Container) => boolean;

const projectOf = ({ labels }: Container): string | undefined => membershipOf(labels)?.project;
const serviceOf = ({ labels }: Container): string | undefined => membershipOf(labels)?.service || undefined;

/** `*` stands for any text and `?` for one character. */
function globTest(glob: string): (text: string | undefined) => boolean {
	const source = glob
		.replace(/[.+^${}()|[\]\\]/g, '\\$&')
		.replaceAll(/\*+/g, '.*')
		.replaceAll('?', '.');
	const pattern = new RegExp(`^${source}$`, 's');
	return text => text !== undefined && pattern.test(text);
}

/** The kinds of things that a word may name, the nearest first: only the first kind that exists is meant. */
function testsOf(word: string): readonly Test[] {
	const slash = word.indexOf('/');
	if (slash > 0) {
		const isProject = globTest(word.slice(0, slash));
		const isService = globTest(word.slice(slash + 1));
		return [each => isProject(projectOf(each)) && (isService(serviceOf(each)) || isService(each.name))];
	}
	if (/[*?]/.test(word)) {
		const matches = globTest(word);
		return [each => matches(each.name) || matches(serviceOf(each))];
	}
	const id = word.toLowerCase();
	const isId = id.length >= leastIdLength && /^[0-9a-f]+$/.test(id);
	return [
		each => each.name === word,
		each => serviceOf(each) === word,
		each => projectOf(each) === word,
		...(isId ? [(each: Container) => each.id.startsWith(id)] : []),
	];
}

/**
 * Returns the containers that words name, in the order of the list: by name, service, project, `project/service`, a pattern with `*`
 * and `?`, or the beginning of the id. A word names all containers of the first of these that exists, so a container `web` hides
 * the services `web`, and never `web-2`.
 */
export function findContainers(all: readonly Container[], words: readonly string[]): FoundContainers {
	const found = new Set<Container>();
	const unknown: UnknownName[] = [];
	for (const word of words) {
		const matching = testsOf(word)
			.map(test => all.filter(test))
			.find(containers => containers.length > 0);
		if (matching === undefined) {
			unknown.push({ word, similar: similarNames(word, namesOf(all)) });
		}
		for (const container of matching ?? []) {
			found.add(container);
		}
	}
	return { containers: all.filter(each => found.has(each)), unknown };
}

/** The containers of projects: as `findContainers`, for words that can only name projects. */
export function findProjects(all: readonly Container[], words: readonly string[]): FoundContainers {
	const projects = [...new Set(all.map(projectOf).filter(name => name !== undefined))];
	const unknown = words.filter(word => !projects.some(globTest(word)));
	const tests = words.map(globTest);
	return {
		containers: all.filter(each => tests.some(matches => matches(projectOf(each)))),
		unknown: unknown.map(word => ({ word, similar: similarNames(word, projects) })),
	};
}

const namesOf = (all: readonly Container[]): readonly string[] =>
	[...new Set(all.flatMap(each => [each.name, serviceOf(each), projectOf(each)]))].filter(name => name !== undefined);

/** `No container, service or project is named wbe. Similar names: web, web-2`. */
export function unknownWords({ word, similar }: UnknownName, nouns = 'container, service or project'): string {
	const names = similar.length === 0 ? '' : `. Similar names: ${similar.join(', ')}`;
	return /[*?]/.test(word) ? `no ${nouns} matches ${word}` : `no ${nouns} is named ${word}${names}`;
}
