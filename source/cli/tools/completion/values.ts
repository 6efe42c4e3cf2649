import { membershipOf } from '../../../domain/compose/labels.js';
import type { Container } from '../../../domain/nouns/container.js';
import type { DockerContext } from '../../../domain/nouns/host.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { plural } from '../../../domain/text/plural.js';

/** The kinds of values that the scripts ask plimsoll for. */
export const valueKinds = ['contexts', 'hosts', 'projects', 'filters', 'containers'] as const;

export type ValueKind = (typeof valueKinds)[number];

/** The sources of the candidates. */
export type Sources = {
	contexts(): Promise<readonly DockerContext[]>;
	containers(): Promise<readonly Container[]>;
};

type Candidate = { readonly name: string; readonly description?: string };

/**
 * Returns the candidates for a value, one a line, each with its description after a tab. `current` is the typed part of the
 * value. Names with control characters, which a line cannot hold, and those that look like a flag are left out.
 */
export async function valueLines(kind: ValueKind, current: string, sources: Sources): Promise<string> {
	const seen = new Set<string>();
	return (await candidatesOf(kind, current, sources))
		.filter(({ name }) => name !== '' && !name.startsWith('-') && !control.test(name))
		.filter(({ name }) => !seen.has(name) && seen.add(name))
		.map(({ name, description = '' }) => `${name}\t${description.replace(controls, ' ')}`.trimEnd())
		.map(line => `${line}\n`)
		.join('');
}

const control = /\p{Cc}/u;
const controls = /\p{Cc}+/gu;

async function candidatesOf(kind: ValueKind, current: string, sources: Sources): Promise<readonly Candidate[]> {
	switch (kind) {
		case 'contexts':
			return (await sources.contexts())
				.filter(context => context.kind === 'context')
				.map(({ name, url, description }) => ({ name, description: url || description }));
		case 'hosts':
			return hosts(await sources.contexts());
		case 'projects':
			return projects(await sources.containers());
		case 'containers':
			return (await sources.containers()).map(named);
		case 'filters':
			return filters(current, sources);
	}
}

const named = ({ name, image, status }: Container): Candidate => ({ name, description: `${image}, ${status}` });

const hosts = (contexts: readonly DockerContext[]): readonly Candidate[] => [
	...contexts.map(({ name, url }) => ({ name: url, description: name })),
	...['unix://', 'tcp://', 'ssh://'].map(name => ({ name })),
];

function projects(containers: readonly Container[]): readonly Candidate[] {
	const counts = new Map<string, number>();
	for (const { labels } of containers) {
		const project = membershipOf(labels)?.project;
		if (project !== undefined) {
			counts.set(project, (counts.get(project) ?? 0) + 1);
		}
	}
	return [...counts].map(([name, count]) => ({ name, description: plural(count, 'container') }));
}

/**
 * The keys of `docker ps --filter`, and the values that the containers have or that the engine knows. Source: docker/docs,
 * reference/cli/docker/container/ls.
 */
const filterValues: Readonly<Record<string, readonly string[] | ((container: Container) => readonly Candidate[])>> = {
	ancestor: ({ image }) => [{ name: image }],
	before: container => [named(container)],
	exited: [],
	expose: [],
	health: ['starting', 'healthy', 'unhealthy', 'none'],
	id: ({ id, name }) => [{ name: shortId(id), description: name }],
	label: ({ labels }) => Object.entries(labels).flatMap(([key, value]) => [{ name: key }, { name: `${key}=${value}` }]),
	name: container => [named(container)],
	network: ({ networks }) => Object.keys(networks).map(name => ({ name })),
	publish: ({ ports }) =>
		ports.flatMap(({ hostPort, protocol }) => (hostPort === undefined ? [] : [{ name: `${hostPort}/${protocol}` }])),
	since: container => [named(container)],
	status: ['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead'],
	volume: ({ mounts }) => mounts.map(name => ({ name })),
};

async function filters(current: string, { containers }: Sources): Promise<readonly Candidate[]> {
	const key = /^([a-z]+)=/.exec(current)?.[1];
	if (key === undefined) {
		return Object.keys(filterValues).map(name => ({ name: `${name}=` }));
	}
	const values = Object.hasOwn(filterValues, key) ? filterValues[key] : undefined;
	const found =
		typeof values === 'function' ? (await containers()).flatMap(values) : (values ?? []).map(name => ({ name }));
	return found.filter(({ name }) => name !== '').map(({ name, ...rest }) => ({ name: `${key}=${name}`, ...rest }));
}
