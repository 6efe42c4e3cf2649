import type { Container, ContainerDetail } from '../../../domain/nouns/container.js';
import { exitCodeMeaning, exitCodeOf, isStartFailed, timesOf } from '../../../domain/nouns/container-status.js';
import type { Role } from '../../../domain/text/line.js';
import { ago, bytesSize, humanDuration, withinSentence } from '../../../domain/text/units.js';
import type { Fact } from '../fact-lines.js';

/** The state of a container in words, and the reasons of its end or of a failed start in full. */
export function stateFacts(container: Container, detail: ContainerDetail | undefined, now: number): Fact[] {
	const code = endCode(container, detail);
	const { oomKilled = false, error = '', limits } = detail ?? {};
	const limit = limits !== undefined && limits.memory > 0 ? `its limit of ${bytesSize(limits.memory)}` : 'there was';
	return [
		['state', stateText(container, detail, now), stateRole(container, code, error)],
		['exit', code === undefined ? undefined : exitText(code), code === 0 ? 'text' : 'bad'],
		['', oomKilled ? oomText(container, limit) : undefined, 'bad'],
		['error', error === '' ? undefined : error, 'bad'],
	];
}

/** Returns true if the container has ended at least once, or between two restarts: its last log lines are of interest. */
export const hasEnded = ({ state }: Container): boolean =>
	state === 'exited' || state === 'dead' || state === 'restarting';

function endCode(container: Container, detail: ContainerDetail | undefined): number | undefined {
	if (hasEnded(container)) {
		return timesOf(container, detail).exitCode ?? exitCodeOf(container);
	}
	// A container that was created and could not start has an exit code without an end.
	return isStartFailed(container, detail) ? detail?.exitCode : undefined;
}

function exitText(code: number): string {
	const meaning = exitCodeMeaning(code);
	return meaning === '' ? `code ${code}` : `code ${code}: ${meaning}`;
}

const oomText = (container: Container, limit: string): string =>
	hasEnded(container)
		? `out of memory: it needed more than ${limit}`
		: `the kernel ended a process in it: out of memory, ${limit}`;

function stateText(container: Container, detail: ContainerDetail | undefined, now: number): string {
	const { state, status, createdAt } = container;
	const { startedAt = 0, finishedAt = 0 } = timesOf(container, detail);
	const failed = isStartFailed(container, detail) ? 'The start failed' : undefined;
	switch (state) {
		case 'running':
			return startedAt > 0 ? `Running for ${withinSentence(humanDuration(now - startedAt))}` : status;
		case 'paused':
			return startedAt > 0 ? `Paused. Started ${ago(startedAt, now)}` : status;
		case 'restarting':
			return finishedAt > 0 ? `Restarting. The last run ended ${ago(finishedAt, now)}` : status;
		case 'exited': {
			if (finishedAt === 0) {
				return failed ?? status;
			}
			const ran =
				startedAt > 0 && finishedAt >= startedAt
					? ` after ${withinSentence(humanDuration(finishedAt - startedAt))}`
					: '';
			return failed === undefined
				? `Exited ${ago(finishedAt, now)}${ran}`
				: `${failed}. The run before ended ${ago(finishedAt, now)}${ran}`;
		}
		case 'created':
			return failed ?? `Created ${ago(createdAt, now)}, never started`;
		case 'removing':
			return 'Being removed';
		case 'dead':
			return 'Dead: the engine failed to remove it. It can only be removed';
	}
}

function stateRole({ state, health }: Container, code: number | undefined, error: string): Role {
	switch (state) {
		case 'running':
			return health === 'unhealthy' ? 'bad' : 'good';
		case 'paused':
		case 'restarting':
			return 'warn';
		case 'dead':
			return 'bad';
		case 'exited':
		case 'created':
			return error !== '' || (code ?? 0) !== 0 ? 'bad' : 'text';
		case 'removing':
			return 'text';
	}
}
