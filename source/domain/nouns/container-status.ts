import { age, humanDuration } from '../text/units.js';
import type { Container, ContainerDetail } from './container.js';

/** Times that only inspect returns; a list has none. */
type Inspected = Pick<ContainerDetail, 'startedAt' | 'finishedAt' | 'exitCode'>;
type Times = { readonly startedAt?: number; readonly finishedAt?: number; readonly exitCode?: number };

/** Start and end of the last run. Events and inspect may differ: the later time belongs to the newer run. */
export function timesOf({ startedAt = 0, finishedAt = 0, exitCode }: Container, detail?: Inspected): Times {
	const isInspected = detail !== undefined && detail.finishedAt > 0 && detail.finishedAt >= finishedAt;
	return {
		startedAt: Math.max(startedAt, detail?.startedAt ?? 0),
		finishedAt: isInspected ? detail.finishedAt : finishedAt,
		exitCode: isInspected ? detail.exitCode : exitCode,
	};
}

/**
 * The STATUS column of `docker ps`, computed for `now` when events or inspect have given the times, else the text that the
 * engine sent with the list. Unix milliseconds. Source: moby container/state.go, String, and health.go.
 */
export function statusText(container: Container, now: number, detail?: Inspected): string {
	const { state } = container;
	const { startedAt, finishedAt, exitCode } = timesOf(container, detail);
	switch (state) {
		case 'running':
			return startedAt ? `Up ${humanDuration(now - startedAt)}${healthSuffix(container)}` : container.status;
		case 'paused':
			return startedAt ? `Up ${humanDuration(now - startedAt)} (Paused)` : container.status;
		case 'restarting':
			return finishedAt && exitCode !== undefined
				? `Restarting (${exitCode}) ${age(finishedAt, now)}`
				: container.status;
		case 'exited':
			return finishedAt && exitCode !== undefined ? `Exited (${exitCode}) ${age(finishedAt, now)}` : container.status;
		case 'created':
			return 'Created';
		case 'removing':
			return 'Removal In Progress';
		case 'dead':
			return 'Dead';
	}
}

function healthSuffix({ health }: Container): string {
	if (health === 'none') {
		return '';
	}
	return health === 'starting' ? ' (health: starting)' : ` (${health})`;
}

/** Exit code of a container's last run; read from the status text of the list when no event or inspect has given it. */
export function exitCodeOf({ exitCode, state, status }: Container): number | undefined {
	if (exitCode !== undefined || state !== 'exited') {
		return exitCode;
	}
	const digits = /^Exited \((\d+)\)/.exec(status)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/**
 * Returns true if the last start failed, by the error of an inspected container. The engine keeps the error until a start
 * succeeds, while the state stays what it was: `created`, or `exited` for one that has run before.
 */
export const isStartFailed = (
	{ state }: Container,
	{ error = '' }: Partial<Pick<ContainerDetail, 'error'>> = {},
): boolean => error !== '' && (state === 'created' || state === 'exited');

const meanings: Readonly<Record<number, string>> = {
	0: 'success',
	1: 'error',
	2: 'misuse of a shell command',
	125: 'docker itself failed',
	126: 'the command cannot be executed',
	127: 'the command was not found',
};

const signals: Readonly<Record<number, string>> = {
	1: 'SIGHUP',
	2: 'SIGINT',
	3: 'SIGQUIT',
	4: 'SIGILL',
	5: 'SIGTRAP',
	6: 'SIGABRT',
	7: 'SIGBUS',
	8: 'SIGFPE',
	9: 'SIGKILL',
	10: 'SIGUSR1',
	11: 'SIGSEGV',
	12: 'SIGUSR2',
	13: 'SIGPIPE',
	14: 'SIGALRM',
	15: 'SIGTERM',
};

/** The usual meaning of an exit code: `killed (SIGKILL)`; empty when the code has none. */
export function exitCodeMeaning(code: number): string {
	const meaning = meanings[code];
	if (meaning !== undefined) {
		return meaning;
	}
	if (code <= 128 || code > 128 + 64) {
		return '';
	}
	const number = code - 128;
	const signal = signals[number] ?? `signal ${number}`;
	const verb = number === 9 ? 'killed' : number === 15 ? 'terminated' : number === 2 ? 'interrupted' : 'ended by';
	return verb === 'ended by' ? `ended by ${signal}` : `${verb} (${signal})`;
}
