import type { Container } from './container.js';

/** Whether its processes exist: running, paused, or between two restarts, as the engine counts it. */
export function isRunning({ state }: Container): boolean {
	return state === 'running' || state === 'paused' || state === 'restarting';
}

/** Whether there are statistics to be had. */
export function hasStats({ state }: Container): boolean {
	return state === 'running' || state === 'paused';
}

type Reason = string | undefined;

function whyGone({ name, state }: Container): Reason {
	if (state === 'removing') return `${name} is being removed`;
	if (state === 'dead') return `${name} is dead: it can only be removed`;
	return undefined;
}

const notRunning = (container: Container): Reason =>
	whyGone(container) ?? (isRunning(container) ? undefined : `${container.name} is not running`);

/** Why `docker start` would do nothing; undefined when it can. So with all of these: the engine's own rules, in words. */
export function whyNotStart(container: Container): Reason {
	if (container.state === 'running') return `${container.name} is already running`;
	if (container.state === 'paused') return `${container.name} is paused: unpause it`;
	if (container.state === 'restarting') return `${container.name} is already restarting`;
	return whyGone(container);
}

export const whyNotStop = notRunning;

export const whyNotKill = notRunning;

export const whyNotRestart = whyGone;

export const whyNotRename = whyGone;

export const whyNotCommit = whyGone;

export const whyNotUpdate = whyGone;

export function whyNotPause(container: Container): Reason {
	if (container.state === 'paused') return `${container.name} is already paused`;
	if (container.state === 'restarting') return `${container.name} is restarting: wait until it runs`;
	return notRunning(container);
}

export function whyNotUnpause(container: Container): Reason {
	return container.state === 'paused' ? undefined : `${container.name} is not paused`;
}

/** Exec and attach need live processes. */
export function whyNotExec(container: Container): Reason {
	if (container.state === 'paused') return `${container.name} is paused: unpause it first`;
	if (container.state === 'restarting') return `${container.name} is restarting: wait until it runs`;
	return notRunning(container);
}

export const whyNotAttach = whyNotExec;

/** Without force. */
export function whyNotRemove(container: Container): Reason {
	if (container.state === 'removing') return `${container.name} is already being removed`;
	return isRunning(container)
		? `${container.name} is ${container.state}: stop it first, or remove it by force`
		: undefined;
}
