import type { Container, ContainerDetail, Health } from '../nouns/container.js';
import { isRunning } from '../nouns/container-gates.js';
import { exitCodeOf } from '../nouns/container-status.js';
import { objectAt, type Raw } from '../run/inspect/raw.js';
import { membershipOf } from './labels.js';
import { type ComposeItem, type Project, projectOfService, type Service } from './project.js';

/** Returns true if a container may be a job, which ends by itself; undefined before its details are fetched. */
export type MayEnd = (containerId: string) => boolean | undefined;

/**
 * False if a container is meant to go on running: a restart policy, a published port, or a health check that it has
 * passed. An image's own check does not: a job may use the image of a server.
 */
export function mayEnd({ restartPolicy, probes, raw }: ContainerDetail): boolean {
	const published = objectAt(objectAt(raw as Raw, 'HostConfig'), 'PortBindings');
	return (
		['no', 'on-failure'].includes(restartPolicy.name) &&
		Object.keys(published).length === 0 &&
		!probes.some(({ exitCode }) => exitCode === 0)
	);
}

/** The state of a project, a service or the standalone containers in numbers. */
export type Summary = {
	/** Containers that run, also while paused or between two restarts. */
	readonly running: number;
	/** Containers that should run: all but one-off containers, helpers and jobs that are done. */
	readonly expected: number;
	/** One-off containers, helpers and jobs that ended with 0. */
	readonly done: number;
	/** Containers that ended with another exit code, and dead ones. */
	readonly failed: number;
	readonly unhealthy: number;
	readonly starting: number;
	readonly restarting: number;
	readonly paused: number;
	/** The worst health of those that run. */
	readonly health: Health;
};

type Totals = { -readonly [K in keyof Summary]: Summary[K] };

const nothing = (): Totals => ({
	running: 0,
	expected: 0,
	done: 0,
	failed: 0,
	unhealthy: 0,
	starting: 0,
	restarting: 0,
	paused: 0,
	health: 'none',
});

const worst: readonly Health[] = ['unhealthy', 'starting', 'healthy', 'none'];
const worse = (a: Health, b: Health): Health => (worst.indexOf(a) <= worst.indexOf(b) ? a : b);

/** Sums up an item. With `ends`, a job that is done is not counted as a service that has stopped. */
export function summaryOf(item: ComposeItem, ends: MayEnd): Summary {
	const totals = totalsOf(item, ends);
	const project = item.kind === 'service' ? projectOfService(item) : item;
	// In a project that was stopped, what looks like a job may as well be a service that ended when it was told to.
	return project?.kind === 'project' && totals.running === 0 && totals.done > 0 && isStopped(project, ends)
		? totalsOf(item, () => false)
		: totals;
}

function isStopped(project: Project, ends: MayEnd): boolean {
	const { running, expected } = totalsOf(project, ends);
	return running === 0 && expected > 0;
}

function totalsOf(item: ComposeItem, ends: MayEnd): Totals {
	const totals = nothing();
	switch (item.kind) {
		case 'project':
			for (const service of item.services) {
				addService(totals, service, ends);
			}
			break;
		case 'service':
			addService(totals, item, ends);
			break;
		case 'standalone':
			for (const container of item.containers) {
				add(totals, container, isDone(container, false, ends));
			}
	}
	return totals;
}

/** One-off containers count only once they have ended with 0: what happens in them is not the project's state. */
function addService(totals: Totals, { containers, extras, isJob }: Service, ends: MayEnd): void {
	for (const container of counted(containers)) {
		add(totals, container, isDone(container, isJob, ends));
	}
	for (const container of extras) {
		totals.done += container.state === 'exited' && exitCodeOf(container) === 0 ? 1 : 0;
	}
}

/** A container that compose replaces counts once: the new one as soon as the old one is gone. */
function counted(containers: readonly Container[]): readonly Container[] {
	if (!containers.some(({ replacement }) => replacement === 'old')) {
		return containers;
	}
	const numberOf = ({ labels }: Container) => membershipOf(labels)?.number;
	const old = new Set(containers.filter(({ replacement }) => replacement === 'old').map(numberOf));
	return containers.filter(each => each.replacement !== 'new' || !old.has(numberOf(each)));
}

/** A job that ended with 0. A container that is to run on was stopped by the user. */
export function isDone(container: Container, isJob: boolean, ends: MayEnd): boolean {
	if (container.state !== 'exited' || exitCodeOf(container) !== 0) {
		return false;
	}
	return isJob || ends(container.id) === true;
}

function add(totals: Totals, container: Container, done: boolean): void {
	const { state, health } = container;
	totals.expected += done ? 0 : 1;
	totals.done += done ? 1 : 0;
	totals.failed += state === 'dead' || (state === 'exited' && (exitCodeOf(container) ?? 0) !== 0) ? 1 : 0;
	if (isRunning(container)) {
		totals.running++;
		totals.unhealthy += health === 'unhealthy' ? 1 : 0;
		totals.starting += health === 'starting' ? 1 : 0;
		totals.restarting += state === 'restarting' ? 1 : 0;
		totals.paused += state === 'paused' ? 1 : 0;
		totals.health = worse(totals.health, health);
	}
}

/** The reasons why an item is not well, the worst first: `1 unhealthy`, `1 restarting`. */
export const troubles = (summary: Summary): readonly string[] =>
	worstFirst.filter(word => summary[word] > 0).map(word => `${summary[word]} ${word}`);

const worstFirst = ['unhealthy', 'failed', 'restarting', 'starting', 'paused'] as const;

/** The things that a project without containers has left behind: `1 network, 2 volumes`. */
export function leftoversOf({ networks, volumes }: Project): string {
	return [countOf(networks.length, 'network'), countOf(volumes.length, 'volume')].filter(Boolean).join(', ');
}

const countOf = (count: number, noun: string): string =>
	count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The name of a container without its project: `web-1` of `shop-web-1`, `shop_web_1`; the whole name if it has another form. */
export function nameInProject({ name, labels }: Container): string {
	const project = membershipOf(labels)?.project;
	return project !== undefined && (name.startsWith(`${project}-`) || name.startsWith(`${project}_`))
		? name.slice(project.length + 1)
		: name;
}
