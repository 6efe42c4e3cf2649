import type { Container } from './container.js';

/** Returns true if the engine counts the container as running: also while paused, and between two restarts. */
export function isRunning({ state }: Container): boolean {
	return state === 'running' || state === 'paused' || state === 'restarting';
}

/** Returns true if the engine sends statistics of the container. */
export function hasStats({ state }: Container): boolean {
	return state === 'running' || state === 'paused';
}

type Reason = string | undefined;

/** A verb would hit a container that is about to go, or one that compose is about to rename and start. */
export function whyReplaced({ name, replacement }: Container): Reason {
	if (replacement === undefined) {
		return undefined;
	}
	return replacement === 'old' ? `${name} is being replaced` : `${name} is replacing another container`;
}

function whyGone(container: Container): Reason {
	const { name, state } = container;
	const replaced = whyReplaced(container);
	if (replaced !== undefined) {
		return replaced;
	}
	if (state === 'removing') {
		return `${name} is being removed`;
	}
	if (state === 'dead') {
		return `${name} is dead: it can only be removed`;
	}
	return undefined;
}

const notRunning = (container: Container): Reason =>
	whyGone(container) ?? (isRunning(container) ? undefined : `${container.name} is not running`);

/**
 * Returns the reason why `docker start` would fail or do nothing; undefined when it would start the container. All
 * `whyNot…` functions follow the engine's rules in this way.
 */
export function whyNotStart(container: Container): Reason {
	const gone = whyGone(container);
	if (gone !== undefined) {
		return gone;
	}
	if (container.state === 'running') {
		return `${container.name} is already running`;
	}
	if (container.state === 'paused') {
		return `${container.name} is paused: unpause it`;
	}
	if (container.state === 'restarting') {
		return `${container.name} is already restarting`;
	}
	return undefined;
}

export const whyNotStop = notRunning;

export const whyNotKill = notRunning;

export const whyNotRestart = whyGone;

export const whyNotRename = whyGone;

export const whyNotCommit = whyGone;

export const whyNotUpdate = whyGone;

export function whyNotPause(container: Container): Reason {
	if (container.replacement !== undefined) {
		return whyReplaced(container);
	}
	if (container.state === 'paused') {
		return `${container.name} is already paused`;
	}
	if (container.state === 'restarting') {
		return `${container.name} is restarting: wait until it runs`;
	}
	return notRunning(container);
}

export function whyNotUnpause(container: Container): Reason {
	return whyReplaced(container) ?? (container.state === 'paused' ? undefined : `${container.name} is not paused`);
}

/** Exec and attach need a process that is not paused. */
export function whyNotExec(container: Container): Reason {
	if (container.replacement !== undefined) {
		return whyReplaced(container);
	}
	if (container.state === 'paused') {
		return `${container.name} is paused: unpause it first`;
	}
	if (container.state === 'restarting') {
		return `${container.name} is restarting: wait until it runs`;
	}
	return notRunning(container);
}

export const whyNotAttach = whyNotExec;

/** Removal without `--force`. */
export function whyNotRemove(container: Container): Reason {
	if (container.replacement !== undefined) {
		return whyReplaced(container);
	}
	if (container.state === 'removing') {
		return `${container.name} is already being removed`;
	}
	return isRunning(container)
		? `${container.name} is ${container.state}: stop it first, or remove it by force`
		: undefined;
}
