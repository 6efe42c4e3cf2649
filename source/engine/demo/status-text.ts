import type { ContainerRecord } from './model.js';

/** The STATUS column of `docker ps`. Source: moby container/state.go, State.String. `now` in Unix milliseconds. */
export function statusText(container: ContainerRecord, now: number): string {
	const { state, startedAt, finishedAt, exitCode, health } = container;
	const up = `Up ${humanDuration(now - startedAt)}`;
	switch (state) {
		case 'running':
			if (health === 'none') return up;
			return health === 'starting' ? `${up} (health: starting)` : `${up} (${health})`;
		case 'paused':
			return `${up} (Paused)`;
		case 'restarting':
			return `Restarting (${exitCode}) ${humanDuration(now - finishedAt)} ago`;
		case 'removing':
			return 'Removal In Progress';
		case 'dead':
			return 'Dead';
		case 'created':
			return 'Created';
		case 'exited':
			return finishedAt === 0 ? '' : `Exited (${exitCode}) ${humanDuration(now - finishedAt)} ago`;
	}
}

/** Source: docker/go-units duration.go, HumanDuration. */
export function humanDuration(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(seconds / 3600 + 0.5);
	if (seconds < 1) return 'Less than a second';
	if (seconds === 1) return '1 second';
	if (seconds < 60) return `${seconds} seconds`;
	if (minutes === 1) return 'About a minute';
	if (minutes < 60) return `${minutes} minutes`;
	if (hours === 1) return 'About an hour';
	if (hours < 48) return `${hours} hours`;
	if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
	if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
	if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
	return `${Math.floor(seconds / 3600 / 24 / 365)} years`;
}
