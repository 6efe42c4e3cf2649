import type { Container, Health, RestartPolicy } from '../nouns/container.js';
import { isRunning } from '../nouns/container-gates.js';
import { exitCodeOf } from '../nouns/container-status.js';
import { membershipOf } from './labels.js';
import type { ComposeItem, Project, Service } from './project.js';

/** Returns the restart policy of a container; undefined before its details are fetched. */
export type PolicyOf = (containerId: string) => RestartPolicy['name'] | undefined;

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

const nothing: Summary = {
	running: 0,
	expected: 0,
	done: 0,
	failed: 0,
	unhealthy: 0,
	starting: 0,
	restarting: 0,
	paused: 0,
	health: 'none',
};

const worst: readonly Health[] = ['unhealthy', 'starting', 'healthy', 'none'];
const worse = (a: Health, b: Health): Health => (worst.indexOf(a) <= worst.indexOf(b) ? a : b);

/** Sums up an item. With `policyOf`, a job that is done is not counted as a service that has stopped. */
export function summaryOf(item: ComposeItem, policyOf: PolicyOf): Summary {
	switch (item.kind) {
		case 'project':
			return sum(item.services.map(service => serviceSummary(service, policyOf)));
		case 'service':
			return serviceSummary(item, policyOf);
		case 'standalone':
			return sum(item.containers.map(container => count(container, isDone(container, false, policyOf))));
	}
}

const serviceSummary = ({ containers, extras, isJob }: Service, policyOf: PolicyOf): Summary =>
	sum([...containers.map(each => count(each, isDone(each, isJob, policyOf))), ...extras.map(extra)]);

/** A job that ended with 0. With the policies `always` and `unless-stopped` only the user stops a container. */
export function isDone(container: Container, isJob: boolean, policyOf: PolicyOf): boolean {
	if (container.state !== 'exited' || exitCodeOf(container) !== 0) {
		return false;
	}
	const policy = policyOf(container.id);
	return isJob || policy === 'no' || policy === 'on-failure';
}

function count(container: Container, done: boolean): Summary {
	const { state, health } = container;
	const runs = isRunning(container);
	return {
		running: runs ? 1 : 0,
		expected: done ? 0 : 1,
		done: done ? 1 : 0,
		failed: state === 'dead' || (state === 'exited' && (exitCodeOf(container) ?? 0) !== 0) ? 1 : 0,
		unhealthy: runs && health === 'unhealthy' ? 1 : 0,
		starting: runs && health === 'starting' ? 1 : 0,
		restarting: state === 'restarting' ? 1 : 0,
		paused: state === 'paused' ? 1 : 0,
		health: runs ? health : 'none',
	};
}

/** One-off containers count only once they have ended with 0: what happens in them is not the project's state. */
const extra = (container: Container): Summary => ({
	...nothing,
	done: container.state === 'exited' && exitCodeOf(container) === 0 ? 1 : 0,
});

const sum = (all: readonly Summary[]): Summary =>
	all.reduce(
		(a, b) => ({
			running: a.running + b.running,
			expected: a.expected + b.expected,
			done: a.done + b.done,
			failed: a.failed + b.failed,
			unhealthy: a.unhealthy + b.unhealthy,
			starting: a.starting + b.starting,
			restarting: a.restarting + b.restarting,
			paused: a.paused + b.paused,
			health: worse(a.health, b.health),
		}),
		nothing,
	);

/** The reasons why an item is not well, the worst first: `1 unhealthy`, `1 restarting`. */
export function troubles({ unhealthy, failed, restarting, starting, paused }: Summary): readonly string[] {
	return [
		...(unhealthy > 0 ? [`${unhealthy} unhealthy`] : []),
		...(failed > 0 ? [`${failed} failed`] : []),
		...(restarting > 0 ? [`${restarting} restarting`] : []),
		...(starting > 0 ? [`${starting} starting`] : []),
		...(paused > 0 ? [`${paused} paused`] : []),
	];
}

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
